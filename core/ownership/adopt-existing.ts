import type { JsonObject } from '../schema/json';

/** Leniently: whatever may mean yes does, a list with nothing in it too. */
export const saysAdoptExisting = ({ AdoptExisting: value = null }: JsonObject): boolean =>
  !/^(null|false|"(false)?")$/i.test(JSON.stringify(value));
