import {
  createEvent,
  deleteEvent,
  marks,
  otherStackId,
  profileArn,
  Rig,
  stackId,
  thingGroupArn,
  updateEvent,
} from '../support/rig';
import {
  forget,
  full,
  held,
  internalFailure,
  limitExceeded,
  named,
  onceAfter,
  type Properties,
  small,
  typedFlood,
  typedSmall,
} from './support';

const adopting: Properties = { ...small, AdoptExisting: 'true' };
const theirs = { ...typedSmall, behaviors: [typedFlood(7)], securityProfileDescription: 'theirs' };
const theirTargets = [thingGroupArn('theirs')];

/** A service that holds somebody's profile. */
const withForeign = (tags: Readonly<Record<string, string>> = { theirs: 'kept' }, name = 'profile'): Rig => {
  const rig = new Rig();
  rig.iot.service.seed({ ...theirs, securityProfileName: name }, { tags, targets: theirTargets });
  return rig;
};

/** It stands, without a mark of ours, and with all that others have set on it. */
const expectReleased = (rig: Rig, name = 'profile'): void => {
  expect(held(rig, name).tags).toEqual({ theirs: 'kept' });
  expect(held(rig, name).targets).toEqual(theirTargets);
};

const succeed = async (rig: Rig, event: object) => {
  expect(await rig.answer(event)).toMatchObject({ Status: 'SUCCESS' });
};

const fail = async (rig: Rig, event: object): Promise<string> => {
  const { Status, PhysicalResourceId } = await rig.answer(event);
  expect(Status).toBe('FAILED');
  return PhysicalResourceId;
};

const untag = (rig: Rig, name = 'profile'): void => {
  rig.iot.service.outOfBand('UntagResource', { resourceArn: profileArn(name), tagKeys: Object.keys(marks('any')) });
};

const ofAnotherStack = <Event extends object>(event: Event): Event => ({ ...event, StackId: otherStackId });

const changed = { ...adopting, Behaviors: [], SecurityProfileDescription: 'changed' };

describe('an adopted profile whose marks somebody takes away is released by the Delete of a template that says AdoptExisting', () => {
  const adopted = async (): Promise<Rig> => {
    const rig = withForeign();
    await succeed(rig, createEvent(adopting));
    return rig;
  };

  test('after an update with the flag', async () => {
    const rig = await adopted();
    untag(rig);
    await succeed(rig, updateEvent('profile', adopting, changed));
    expect(held(rig).tags).toEqual({ theirs: 'kept', ...marks('adopted/update-1') });
    await succeed(rig, deleteEvent('profile', changed));
    expectReleased(rig);
  });

  test('after an update without the flag that was rolled back', async () => {
    const rig = await adopted();
    untag(rig);
    await succeed(rig, updateEvent('profile', adopting, small));
    await succeed(rig, updateEvent('profile', small, adopting, 'rollback-1'));
    await succeed(rig, deleteEvent('profile', adopting));
    expectReleased(rig);
  });

  test("without any update: it is nobody's then, and not touched", async () => {
    const rig = await adopted();
    untag(rig);
    forget(rig);
    await succeed(rig, deleteEvent('profile', adopting));
    expect(rig.writes()).toEqual([]);
    expectReleased(rig);
  });

  test('where another stack took it over and rolled back', async () => {
    const rig = await adopted();
    const create = ofAnotherStack(createEvent(adopting, 'other-1'));
    await succeed(rig, create);
    await succeed(rig, ofAnotherStack(deleteEvent('profile', adopting, 'other-2')));
    expectReleased(rig);
    await succeed(rig, updateEvent('profile', adopting, changed));
    await succeed(rig, deleteEvent('profile', changed));
    expectReleased(rig);
  });
});

/** What CloudFormation sends for a deployment that mends a Create that has failed with rollback disabled: nobody knows. */
const fixesForward = [
  {
    reading: 'a Create anew',
    eventOf: (_failedId: string, _old: Properties, properties: Properties): object => createEvent(properties, 'fix-1'),
  },
  {
    reading: 'an Update under the failed id',
    eventOf: (failedId: string, old: Properties, properties: Properties): object =>
      updateEvent(failedId, old, properties, 'fix-1'),
  },
] as const;

const inventedIds = ['factory-Profile-1ABCDEFGHIJK', 'factory-Profile-1ABCDEFGHIJKL', 'factory-Profile-aBcDeFg8'];

describe.each(fixesForward)('a Create that adopts and then fails, mended by $reading', ({ eventOf }) => {
  const broken = { ...adopting, TargetArns: [thingGroupArn('full')] };

  const failed = async (): Promise<{ readonly rig: Rig; readonly failedId: string }> => {
    const rig = withForeign();
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: limitExceeded });
    const failedId = await fail(rig, createEvent(broken));
    expect(failedId).toBe('failed-create/create-1/profile');
    return { rig, failedId };
  };

  test("keeps itself and its marks when the failed create's Delete comes", async () => {
    const { rig, failedId } = await failed();
    await succeed(rig, eventOf(failedId, broken, adopting));
    const before = held(rig);
    expect(before.tags).toEqual({ theirs: 'kept', ...marks('adopted/fix-1') });
    await succeed(rig, deleteEvent(failedId, broken));
    expect(held(rig)).toEqual(before);
    await succeed(rig, deleteEvent('profile', adopting, 'delete-2'));
    expectReleased(rig);
  });

  test('the same delivered twice, the second of which fails', async () => {
    const { rig, failedId } = await failed();
    const event = eventOf(failedId, broken, adopting);
    await succeed(rig, event);
    rig.iot.faults.add({ operation: 'UpdateSecurityProfile', effect: limitExceeded });
    await fail(rig, event);
    await succeed(rig, deleteEvent(failedId, broken));
    expect(held(rig).tags).toEqual({ theirs: 'kept', ...marks('adopted/fix-1') });
  });

  test.each(inventedIds)(
    'with the invented id %s is released at worst, and the next update takes it back',
    async (id) => {
      const { rig } = await failed();
      await succeed(rig, eventOf(id, broken, adopting));
      await succeed(rig, deleteEvent(id, broken));
      expect(held(rig).profile.behaviors).toEqual(typedSmall.behaviors);
      await succeed(rig, updateEvent('profile', adopting, { ...adopting, Revision: '2' }, 'update-2'));
      expect(held(rig).tags).toEqual({ theirs: 'kept', ...marks('adopted/update-2') });
    },
  );
});

describe('AdoptExisting that goes from the template', () => {
  const adopted = async (): Promise<Rig> => {
    const rig = withForeign();
    await succeed(rig, createEvent(adopting));
    return rig;
  };

  test('and comes back by a roll back: the profile is released when the stack goes', async () => {
    const rig = await adopted();
    await succeed(rig, updateEvent('profile', adopting, small));
    await succeed(rig, updateEvent('profile', small, adopting, 'rollback-1'));
    await succeed(rig, deleteEvent('profile', adopting));
    expectReleased(rig);
  });

  test('for good: the profile is deleted when the stack goes', async () => {
    const rig = await adopted();
    await succeed(rig, updateEvent('profile', adopting, small));
    await succeed(rig, deleteEvent('profile', small));
    expect(rig.iot.service.profileNames()).toEqual([]);
  });

  test('together with the resource: the profile is released', async () => {
    const rig = await adopted();
    await succeed(rig, deleteEvent('profile', adopting));
    expectReleased(rig);
  });

  test.each([
    ['its own', adopting],
    ["the survivor's", named('renamed')],
  ])(
    'together with a rename: the profile is released by a clean-up Delete with %s properties',
    async (_whose, properties) => {
      const rig = await adopted();
      await succeed(rig, updateEvent('profile', adopting, named('renamed')));
      await succeed(rig, deleteEvent('profile', properties));
      expectReleased(rig);
      expect(held(rig, 'renamed').tags).toEqual(marks('replaces/update-1/profile'));
    },
  );
});

describe('a roll back of a rename', () => {
  test('onto an adopted profile whose replacement back fails once leaves its marks', async () => {
    const rig = withForeign(undefined, 'a');
    const a = named('a', adopting);
    const b = named('b', adopting);
    await succeed(rig, createEvent(a));
    await succeed(rig, updateEvent('a', a, b));
    const back = updateEvent('b', b, a, 'rollback-1');
    rig.iot.faults.add({ operation: 'DescribeSecurityProfile', times: 1, effect: limitExceeded });
    await fail(rig, back);
    expect(held(rig, 'a').tags).toEqual({ theirs: 'kept', ...marks('adopted/create-1') });
    await succeed(rig, back);
    await succeed(rig, deleteEvent('b', a));
    expect(rig.iot.service.profileNames()).toEqual(['a']);
    await succeed(rig, deleteEvent('a', a, 'delete-2'));
    expectReleased(rig, 'a');
  });

  test.each([
    ['its own', named('a', adopting)],
    ["the survivor's", named('b')],
  ])('onto a foreign profile, cleaned up with %s properties, leaves that profile', async (_whose, properties) => {
    const rig = withForeign(undefined, 'a');
    const b = named('b');
    const a = named('a', adopting);
    await succeed(rig, createEvent(b));
    await succeed(rig, updateEvent('b', b, a));
    await succeed(rig, updateEvent('a', a, b, 'rollback-1'));
    await succeed(rig, deleteEvent('a', properties));
    expectReleased(rig, 'a');
    expect(held(rig, 'b').profile).toMatchObject({ behaviors: typedSmall.behaviors });
  });

  test('whose first answer was lost and whose second delivery fails leaves the profile to which it goes back', async () => {
    const rig = new Rig();
    const a = named('a');
    const b = named('b');
    await succeed(rig, createEvent(a));
    await succeed(rig, updateEvent('a', a, b));
    const back = updateEvent('b', b, a, 'rollback-1');
    const { ended } = await rig.deliver(back, { puts: Array.from({ length: 1_000 }, () => 500) });
    expect(ended).toBe('threw');
    rig.iot.faults.add({ operation: 'DescribeSecurityProfile', effect: limitExceeded });
    expect(await fail(rig, back)).toBe('b');
    expect(rig.iot.service.profileNames()).toEqual(['a', 'b']);
  });
});

describe('a profile kept by DeletionPolicy: Retain and declared again under the same logical id', () => {
  const retained = async (): Promise<Rig> => {
    const rig = new Rig();
    await succeed(rig, createEvent(small, 'create-0'));
    return rig;
  };

  test('with AdoptExisting stands after a roll back of the Create that has answered', async () => {
    const rig = await retained();
    await succeed(rig, createEvent(adopting));
    await succeed(rig, deleteEvent('profile', adopting));
    expect(held(rig).tags).toEqual({});
  });

  test.each(inventedIds)(
    'with AdoptExisting stands after a roll back of the Create that never answered, by the id %s',
    async (id) => {
      const rig = await retained();
      await succeed(rig, createEvent(adopting));
      await succeed(rig, deleteEvent(id, adopting));
      expect(rig.iot.service.profileNames()).toEqual(['profile']);
    },
  );

  test('without it goes with the roll back: a limit', async () => {
    const rig = await retained();
    await succeed(rig, createEvent(small));
    await succeed(rig, deleteEvent('profile', small));
    expect(rig.iot.service.profileNames()).toEqual([]);
  });
});

describe('the owner deletes while another stack adopts', () => {
  const owned = (content: object): Rig => {
    const rig = new Rig();
    rig.iot.service.seed({ ...typedSmall, ...content }, { tags: marks('made/create-0') });
    return rig;
  };
  const contents = [
    ['the content is equal', {}],
    ['the content differs', { behaviors: [typedFlood(7)] }],
  ] as const;
  const adopt = ofAnotherStack(createEvent(adopting, 'adopt-1'));

  describe.each(contents)('and %s', (_title, content) => {
    const calls = async (event: object): Promise<number> => {
      const rig = owned(content);
      await succeed(rig, event);
      return rig.calls().length;
    };

    test('at any moment of the adoption: in the end the adopter has a profile', async () => {
      const count = await calls(adopt);
      expect(count).toBeGreaterThan(3);
      for (let skip = 0; skip < count; skip++) {
        const rig = owned(content);
        let deleting: Promise<unknown> = Promise.resolve();
        let seen = 0;
        const stop = rig.iot.journal.onCall(() => {
          if (seen++ !== skip) return;
          stop();
          deleting = rig.answer(deleteEvent('profile', small));
        });
        const adoption = rig.answer(adopt);
        expect({ skip, answer: await adoption }).toMatchObject({ skip, answer: { Status: 'SUCCESS' } });
        expect({ skip, answer: await deleting }).toMatchObject({ skip, answer: { Status: 'SUCCESS' } });
        expect({ skip, tags: held(rig).tags }).toMatchObject({
          skip,
          tags: { 'cloudformation:stack-id': otherStackId },
        });
        expect(held(rig).profile).toMatchObject(typedSmall);
      }
    });

    test('and the adopter is killed after its tags and comes again between the two reads of the owner', async () => {
      const rig = owned(content);
      rig.iot.faults.add({ operation: 'TagResource', effect: { kind: 'crash', when: 'after' } });
      expect(await rig.deliver(adopt)).toMatchObject({ ended: 'killed' });
      let adoption: Promise<unknown> = Promise.resolve();
      onceAfter(rig, 'DescribeSecurityProfile', () => {
        adoption = rig.answer(adopt);
      });
      await succeed(rig, deleteEvent('profile', small));
      expect(await adoption).toMatchObject({ Status: 'SUCCESS' });
      expect(held(rig).tags).toMatchObject(marks('adopted/adopt-1', otherStackId));
    });

    test('and the adoption is complete between the two reads of the owner', async () => {
      const rig = owned(content);
      // The owner has read the version, and not yet the tags.
      onceAfter(rig, 'DescribeSecurityProfile', () => {
        const tags = Object.entries(marks('adopted/adopt-1', otherStackId)).map(([Key, Value]) => ({ Key, Value }));
        rig.iot.service.outOfBand('TagResource', { resourceArn: profileArn('profile'), tags });
        rig.iot.service.outOfBand('UpdateSecurityProfile', {
          securityProfileName: 'profile',
          securityProfileDescription: '',
        });
      });
      await succeed(rig, deleteEvent('profile', small));
      expect(held(rig).tags).toMatchObject(marks('adopted/adopt-1', otherStackId));
    });

    test('and only the tags of the adopter come between the reads and the delete: the delete conflicts, or it makes the profile anew', async () => {
      const rig = owned(content);
      let adoption: Promise<unknown> = Promise.resolve();
      onceAfter(rig, 'ListTagsForResource', () => {
        adoption = rig.answer(adopt);
      });
      await succeed(rig, deleteEvent('profile', small));
      expect(await adoption).toMatchObject({ Status: 'SUCCESS' });
      expect(held(rig).tags).toMatchObject({ 'cloudformation:stack-id': otherStackId });
    });
  });
});

describe('a profile that another stack has adopted', () => {
  const takenOver = async (content: Properties): Promise<Rig> => {
    const rig = new Rig();
    await succeed(rig, createEvent(full));
    await succeed(rig, ofAnotherStack(createEvent({ ...content, AdoptExisting: 'true' }, 'other-1')));
    forget(rig);
    return rig;
  };

  test('without changing it does not block the roll back of our failed update', async () => {
    const rig = await takenOver(full);
    const before = held(rig);
    const wanted = { ...full, SecurityProfileDescription: 'never seen' };
    expect(await fail(rig, updateEvent('profile', full, wanted))).toBe('profile');
    await succeed(rig, updateEvent('profile', wanted, full, 'rollback-1'));
    expect(rig.writes()).toEqual([]);
    expect(held(rig)).toEqual(before);
  });

  test('and changed does: a limit', async () => {
    const rig = await takenOver(small);
    const wanted = { ...full, SecurityProfileDescription: 'never seen' };
    await fail(rig, updateEvent('profile', full, wanted));
    const { Reason } = await rig.answer(updateEvent('profile', wanted, full, 'rollback-1'));
    expect(Reason).toContain(otherStackId);
    expect(rig.writes()).toEqual([]);
  });

  test('is not touched by our Delete', async () => {
    const rig = await takenOver(full);
    const before = held(rig);
    await succeed(rig, deleteEvent('profile', full));
    expect(held(rig)).toEqual(before);
  });
});

describe('a Create that is refused before its first write', () => {
  const denied = { kind: 'error', name: 'AccessDeniedException', status: 403, message: 'no', when: 'before' } as const;
  const always = Number.POSITIVE_INFINITY;
  const refusals = [
    ['for its properties', { ...small, Behaviours: [] }, undefined],
    ['because its reads are denied', small, { operation: 'DescribeSecurityProfile', times: always, effect: denied }],
    [
      'because its reads hang',
      small,
      { operation: 'DescribeSecurityProfile', times: always, effect: { kind: 'hang', when: 'before' } },
    ],
    [
      'because CreateSecurityProfile is denied',
      small,
      { operation: 'CreateSecurityProfile', times: always, effect: denied },
    ],
    ['because CreateSecurityProfile is refused', small, { operation: 'CreateSecurityProfile', effect: limitExceeded }],
  ] as const;
  const troubles = [
    ['denies', denied],
    ['does not answer', { kind: 'hang', when: 'before' }],
    ['fails', internalFailure],
  ] as const;

  test.each(
    refusals.flatMap(([why, properties, fault]) =>
      troubles.map((trouble) => [why, ...trouble, properties, fault] as const),
    ),
  )(
    '%s does not block its Delete while the service %s: SUCCESS within 20 s',
    async (_why, _trouble, effect, properties, fault) => {
      const rig = new Rig();
      if (fault !== undefined) rig.iot.faults.add(fault);
      const failedId = await fail(rig, createEvent(properties));
      expect(failedId).toBe('refused-create/create-1/profile');
      rig.iot.faults.clear();
      rig.iot.faults.add({ times: always, effect });
      forget(rig);
      const { answers, duration } = await rig.deliver(deleteEvent(failedId, properties));
      expect(answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: failedId }]);
      expect(duration).toBeLessThanOrEqual(20_000);
      expect(rig.writes()).toEqual([]);
      expect(rig.lines.join('\n')).toContain('could not check');
    },
  );
});

describe('a resource that moves', () => {
  test.each([
    ['another logical id', (event: object) => ({ ...event, LogicalResourceId: 'Moved' }), 'the logical id Profile'],
    ['another stack', ofAnotherStack, stackId],
  ])('to %s is refused with the former owner and the recipe', async (_where, moved, owner) => {
    const rig = new Rig();
    await succeed(rig, createEvent(small));
    const { Status, Reason } = await rig.answer(moved(createEvent(small, 'moved-1')));
    expect(Status).toBe('FAILED');
    for (const part of [owner, 'DeletionPolicy: Retain', 'AdoptExisting: true']) expect(Reason).toContain(part);
  });
});
