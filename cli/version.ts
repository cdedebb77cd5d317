/** Put in by the build. */
declare const SECURITY_PROFILE_VERSION: string | undefined;

export const version = typeof SECURITY_PROFILE_VERSION === 'string' ? SECURITY_PROFILE_VERSION : '0.0.0';
