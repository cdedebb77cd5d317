import { visible } from './visible';

/** The part of an ARN after the account: what tells targets apart. */
export const shortArn = (arn: string): string => visible(arn.split(':').slice(5).join(':') || arn);
