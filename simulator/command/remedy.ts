/** What AWS's own words leave open, and which option of the command helps. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [/Parameters: \[ssm:|Unable to fetch parameters \[/, '--ssm NAME=VALUE puts it into the parameter store'],
  [/Parameters: \[[^\]]*] must have values/, '--parameter NAME=VALUE gives one'],
  [/No export named /, 'give the template that exports it before this one: --template OTHER --template THIS'],
  [/expected an ARN that begins with arn:/, '--account and --region say what to play'],
];

/** A message with the option that helps, if there is one. */
export const withRemedy = (message: string): string => {
  const [, remedy] = remedies.find(([words]) => words.test(message)) ?? [];
  return remedy === undefined ? message : `${message.replace(/\.$/, '')} (${remedy})`;
};
