import type { ProofFault } from './faults';
import { type Deliveries, deliveries, type Schedule } from './outcome';
import type { Path } from './path';

/** Every schedule of a path under one way of delivery, which without a fault makes `calls` calls. */
export const allSchedules = (path: Path, how: Deliveries, calls: number): readonly Schedule[] =>
  Array.from({ length: calls }, (_, skip) => skip).flatMap((skip) =>
    path.faults.map((fault): Schedule => ({ path, deliveries: how, skip, fault })),
  );

/** Has no factor in common with the number of faults, so that the calls are struck evenly. */
const stride = 5;

/** One of them for each fault, at calls that are spread evenly, and otherwise from path to path. */
export const sampleOfSchedules = (path: Path, how: Deliveries, calls: number): readonly Schedule[] => {
  const offset = path.title.length + deliveries.indexOf(how);
  return path.faults.map((fault: ProofFault, index): Schedule => {
    const place = (index * stride + offset) % path.faults.length;
    return { path, deliveries: how, skip: Math.floor((place * calls) / path.faults.length), fault };
  });
};
