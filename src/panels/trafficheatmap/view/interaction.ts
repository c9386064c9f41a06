/** A cell, by what stays true when data are refreshed, sorted or zoomed: its row's name and a time in its bucket. */
export interface CellId {
  name: string;
  time: number;
}

export interface Point {
  x: number;
  y: number;
}

/** What a person is doing with the heatmap. */
export interface Interaction {
  active?: CellId;
  /** Where in the window the tooltip belongs. */
  anchor: Point;
  /** Whether the keyboard leads, and screen readers are to follow. */
  isByKeyboard: boolean;
  /** Whether the tooltip stays until it is closed. */
  isPinned: boolean;
  /** The stretch being selected, in pixels of the plot, in either direction. */
  selection?: { from: number; to: number };
}

export type InteractionEvent =
  | { type: 'hovered'; cell: CellId | undefined; anchor: Point }
  | { type: 'left' }
  | { type: 'clicked'; cell: CellId | undefined; anchor: Point }
  | { type: 'moved'; cell: CellId; anchor: Point }
  | { type: 'pinned' }
  | { type: 'closed' }
  | { type: 'selecting'; from: number; to: number }
  | { type: 'selected' };

export const AT_REST: Interaction = { anchor: { x: 0, y: 0 }, isByKeyboard: false, isPinned: false };

export function interactionReducer(state: Interaction, event: InteractionEvent): Interaction {
  switch (event.type) {
    case 'hovered':
      return state.isPinned ? state : { ...AT_REST, active: event.cell, anchor: event.anchor };
    case 'left':
      return state.isPinned ? state : AT_REST;
    case 'clicked':
      return event.cell && !(state.isPinned && isSame(event.cell, state.active))
        ? { ...AT_REST, active: event.cell, anchor: event.anchor, isPinned: true }
        : AT_REST;
    case 'moved':
      return { active: event.cell, anchor: event.anchor, isByKeyboard: true, isPinned: false };
    case 'pinned':
      return state.active ? { ...state, isPinned: true } : state;
    case 'closed':
      // Closing what is pinned leaves the keyboard's cell where it is.
      return state.isByKeyboard && state.isPinned ? { ...state, isPinned: false } : AT_REST;
    case 'selecting':
      return { ...AT_REST, selection: { from: event.from, to: event.to } };
    case 'selected':
      return AT_REST;
  }
}

const isSame = (a: CellId, b: CellId | undefined) => a.name === b?.name && a.time === b.time;
