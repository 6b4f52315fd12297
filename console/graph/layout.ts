/** Where the states of a machine are drawn, by the layered layout of the dagre library. */
import dagre from '@dagrejs/dagre';
import type { Edge, Machine } from './machine.ts';

/** Pixels. */
const BOX = { width: 200, height: 48 };
const GAPS = { rankdir: 'TB', nodesep: 40, ranksep: 56, marginx: 8, marginy: 8 };

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
  for (const { from, to } of edges) graph.setEdge(from, to);
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    boxes: states.map(({ name }) => {
      const { x, y } = graph.node(name);
      return { name, ...BOX, x: x - BOX.width / 2, y: y - BOX.height / 2 };
    }),
    lines: edges.map((edge) => ({ ...edge, points: graph.edge(edge.from, edge.to).points })),
  };
}
