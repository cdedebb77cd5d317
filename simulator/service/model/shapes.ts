/** A string that must match as a whole. `text` is the pattern as the service prints it (Java syntax), `expression` its equivalent here. */
export interface Pattern {
  readonly text: string;
  readonly expression: RegExp;
}

export interface StringShape {
  readonly kind: 'string';
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: Pattern;
  readonly oneOf?: readonly string[];
}

export interface NumberShape {
  /** `integer` has 32 bits, `long` 64, `double` takes fractions. */
  readonly kind: 'integer' | 'long' | 'double';
  readonly min?: number;
  readonly max?: number;
}

export interface BooleanShape {
  readonly kind: 'boolean';
}

/** How many elements, or entries, there may be. */
interface Size {
  readonly min?: number;
  readonly max?: number;
}

export interface ListShape extends Size {
  readonly kind: 'list';
  readonly member: Shape;
}

export interface MapShape extends Size {
  readonly kind: 'map';
  readonly key: StringShape;
  readonly value: Shape;
}

export interface StructureShape {
  readonly kind: 'structure';
  readonly required: readonly string[];
  readonly members: Readonly<Record<string, Shape>>;
}

/** The subset of the AWS API modelling language that security profiles are written in. */
export type Shape = StringShape | NumberShape | BooleanShape | ListShape | MapShape | StructureShape;

export const list = (member: Shape, size: Size = {}): ListShape => ({ kind: 'list', member, ...size });

export const map = (key: StringShape, value: Shape, size: Size = {}): MapShape => ({
  kind: 'map',
  key,
  value,
  ...size,
});

export const structure = (
  members: Readonly<Record<string, Shape>>,
  required: readonly string[] = [],
): StructureShape => ({
  kind: 'structure',
  members,
  required,
});
