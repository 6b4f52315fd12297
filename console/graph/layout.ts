/** Where the states of a machine are drawn, by the layered layout of the dagre library. */
import dagre from '@dagrejs/dagre';
import type { Edge, Machine } from './machine.ts';

/** Pixels. A name may take two lines. */
const BOX = { width: 208, height: 64 };
const GAPS = { rankdir: 'TB', nodesep: 40, ranksep: 56 };
/** How far a way that leads back to its own state goes aside; less than the gap to the next one. */
const ASIDE = 24;
const MARGIN = 12;

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly (Point & {
    readonly name: string;
    readonly width: number;
    readonly height: number;
  })[];
  readonly lines: readonly (Edge & { readonly points: readonly Point[] })[];
}

/** Pixels from the upper left corner; a box is told by its own. */
export function layOut({ states, edges }: Machine): Layout {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph(GAPS);
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { name } of states) graph.setNode(name, { ...BOX });
  for (const { from, to } of edges) if (from !== to) graph.setEdge(from, to);
  dagre.layout(graph);
  const boxes = states.map(({ name }) => {
    const { x, y } = graph.node(name);
    return { name, ...BOX, x: x - BOX.width / 2, y: y - BOX.height / 2 };
  });
  const lines = edges.map((edge) => ({
    ...edge,
    points:
      edge.from === edge.to ? loopAt(graph.node(edge.from)) : graph.edge(edge.from, edge.to).points,
  }));
  return framed(boxes, lines);
}

/** On the right of a state, by its middle. */
function loopAt({ x, y }: Point): readonly Point[] {
  const side = x + BOX.width / 2;
  const [above, below] = [y - BOX.height / 4, y + BOX.height / 4];
  return [
    { x: side, y: above },
    { x: side + ASIDE, y: above },
    { x: side + ASIDE, y: below },
    { x: side, y: below },
  ];
}

/** The library's own measure leaves out lines that lead around the states. */
function framed(boxes: Layout['boxes'], lines: Layout['lines']): Layout {
  const corners = boxes.flatMap(({ x, y, width, height }) => [
    { x, y },
    { x: x + width, y: y + height },
  ]);
  const all = [...corners, ...lines.flatMap(({ points }) => points)];
  const left = Math.min(...all.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...all.map(({ y }) => y)) - MARGIN;
  const moved = <Placed extends Point>(placed: Placed): Placed => ({
    ...placed,
    x: placed.x - left,
    y: placed.y - top,
  });
  return {
    width: Math.max(...all.map(({ x }) => x)) - left + MARGIN,
    height: Math.max(...all.map(({ y }) => y)) - top + MARGIN,
    boxes: boxes.map(moved),
    lines: lines.map((line) => ({ ...line, points: line.points.map(moved) })),
  };
}
