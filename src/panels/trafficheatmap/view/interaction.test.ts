import { AT_REST, type Interaction, type InteractionEvent, interactionReducer } from './interaction';

const a = { name: 'a', time: 1 };
const b = { name: 'b', time: 1 };
const anchor = { x: 3, y: 4 };

const after = (...events: InteractionEvent[]): Interaction => events.reduce(interactionReducer, AT_REST);

test.each<[string, InteractionEvent[], Partial<Interaction>]>([
  ['hovering shows a cell', [{ type: 'hovered', cell: a, anchor }], { active: a, anchor, isPinned: false }],
  ['leaving hides it', [{ type: 'hovered', cell: a, anchor }, { type: 'left' }], AT_REST],
  ['clicking pins it', [{ type: 'clicked', cell: a, anchor }], { active: a, isPinned: true, isByKeyboard: false }],
  [
    'a pinned cell stays while the pointer moves on',
    [{ type: 'clicked', cell: a, anchor }, { type: 'hovered', cell: b, anchor }, { type: 'left' }],
    { active: a, isPinned: true },
  ],
  [
    'a click on it lets go',
    [
      { type: 'clicked', cell: a, anchor },
      { type: 'clicked', cell: { ...a }, anchor },
    ],
    AT_REST,
  ],
  [
    'a click on another pins that',
    [
      { type: 'clicked', cell: a, anchor },
      { type: 'clicked', cell: b, anchor },
    ],
    { active: b, isPinned: true },
  ],
  [
    'a click beside cells lets go',
    [
      { type: 'clicked', cell: a, anchor },
      { type: 'clicked', cell: undefined, anchor },
    ],
    AT_REST,
  ],
  [
    'the keyboard moves, and unpins',
    [
      { type: 'clicked', cell: a, anchor },
      { type: 'moved', cell: b, anchor },
    ],
    { active: b, isByKeyboard: true, isPinned: false },
  ],
  ['pins', [{ type: 'moved', cell: b, anchor }, { type: 'pinned' }], { active: b, isByKeyboard: true, isPinned: true }],
  [
    'and keeps its cell when what is pinned closes',
    [{ type: 'moved', cell: b, anchor }, { type: 'pinned' }, { type: 'closed' }],
    { active: b, isByKeyboard: true, isPinned: false },
  ],
  ['until it closes that as well', [{ type: 'moved', cell: b, anchor }, { type: 'closed' }], AT_REST],
  ['nothing can be pinned while nothing is shown', [{ type: 'pinned' }], AT_REST],
  [
    'selecting a stretch hides cells',
    [
      { type: 'clicked', cell: a, anchor },
      { type: 'selecting', from: 9, to: 2 },
    ],
    { isPinned: false, selection: { from: 9, to: 2 } },
  ],
  ['and ends', [{ type: 'selecting', from: 9, to: 2 }, { type: 'selected' }], AT_REST],
])('%s', (_, events, expected) => {
  expect(after(...events)).toMatchObject(expected);
});
