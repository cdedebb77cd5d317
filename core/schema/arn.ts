/** The parts of an Amazon Resource Name. A resource may contain further colons. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

export const parseArn = (text: string): Arn | undefined => {
  const [, partition = '', service = '', region = '', account = '', resource = ''] =
    /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.+)$/s.exec(text) ?? [];
  return resource === '' ? undefined : { partition, service, region, account, resource };
};

/** `aws`, `aws-cn`, `aws-us-gov` and whatever AWS adds in that manner. */
export const isPartition = (partition: string): boolean => /^aws(-[a-z]+)*$/.test(partition);

export const isAccount = (account: string): boolean => /^\d{12}$/.test(account);
