/** `instanceof` fails between two copies of this package in one app; a symbol of the registry is the same in both. */
const markOf = (className: string): symbol => Symbol.for(`cdk-iot-security-profile.${className}`);

export const mark = (instance: object, className: string): void => {
  Object.defineProperty(instance, markOf(className), { value: true });
};

export const isMarked = (value: unknown, className: string): boolean =>
  typeof value === 'object' && value !== null && markOf(className) in value;
