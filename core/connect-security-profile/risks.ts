/** What of a profile the risks are told by: of properties, or of what the service holds. */
export interface Permitted {
  readonly Permissions?: readonly string[] | undefined;
}

interface Risk {
  /** What a person can do. */
  readonly can: string;
  /** By any of these. */
  readonly permissions: readonly string[];
}

/**
 * The gravest first. AWS warns of the first three: whoever can edit users can give a user any profile, also himself.
 * https://docs.aws.amazon.com/connect/latest/adminguide/security-profile-best-practices.html
 */
const risks: readonly Risk[] = [
  {
    can: 'give themselves every right',
    permissions: ['Users.Create', 'Users.Edit', 'Users.EditPermission', 'SecurityProfiles.Edit'],
  },
  {
    can: 'listen to recorded calls with nothing taken out',
    permissions: [
      'CallRecordings.Unredacted.Access',
      'AutomatedVoiceInteraction.Recordings.Unredacted.Access',
      'ListenCallRecordings',
    ],
  },
  {
    can: 'read what was said with nothing taken out',
    permissions: [
      'ContactTranscripts.Unredacted.Access',
      'AutomatedVoiceInteraction.Transcripts.Unredacted.Access',
      'UnredactedData.View',
    ],
  },
  { can: 'watch recorded screens', permissions: ['ScreenRecording.Access', 'ScreenRecording.Redacted.Access'] },
  {
    can: 'take recordings and transcripts away',
    permissions: [
      'CallRecordings.Unredacted.DownloadButton',
      'CallRecordings.Redacted.DownloadButton',
      'AutomatedVoiceInteraction.Recordings.Unredacted.DownloadButton',
      'AutomatedVoiceInteraction.Recordings.Redacted.DownloadButton',
      'ContactTranscripts.Unredacted.DownloadButton',
      'ScreenRecording.Download',
      'ScreenRecording.Redacted.Download',
      'DownloadCallRecordings',
    ],
  },
  { can: 'destroy recordings', permissions: ['DeleteCallRecordings', 'ScreenRecording.Delete'] },
  { can: 'listen to calls of others as they happen', permissions: ['ManagerListenIn'] },
  { can: 'break into calls of others', permissions: ['ManagerBargeIn'] },
  {
    can: 'change what happens to every contact',
    permissions: ['ContactFlows.Publish', 'ContactFlowModules.Publish'],
  },
  { can: 'give phone numbers up', permissions: ['PhoneNumbers.Release'] },
];

/** Every permission that a risk is told by. */
export const riskyPermissions: readonly string[] = risks.flatMap(({ permissions }) => permissions);

/**
 * What people with this profile can do that its owner should want, a sentence each, with the permissions by which they can:
 * none where nothing is. For screens; no rule, for somebody must be able to do all of it.
 */
export const risksOf = ({ Permissions = [] }: Permitted): readonly string[] => {
  const held = new Set(Permissions);
  return risks.flatMap(({ can, permissions }) => {
    const by = permissions.filter((permission) => held.has(permission));
    return by.length === 0 ? [] : [`people with it can ${can}: ${by.join(', ')}`];
  });
};
