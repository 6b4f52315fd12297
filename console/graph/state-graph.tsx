/** The state machine as a picture whose states can be chosen: the way that a run took, and where it is. */
import { useMemo } from 'react';
import { useTexts } from '../console.ts';
import { type Layout, layOut } from './layout.ts';
import type { Machine } from './machine.ts';
import { type Run, stepsOf } from './run.ts';

export interface StateGraphProps {
  readonly machine: Machine;
  readonly run?: Run | undefined;
  readonly chosen?: string | undefined;
  readonly onChoose: (state: string) => void;
}

type Standing = 'present' | 'failed' | 'passed' | 'untouched';

export function StateGraph({ machine, run, chosen, onChoose }: StateGraphProps) {
  const { wipe } = useTexts();
  const layout = useMemo(() => layOut(machine), [machine]);
  const standing = (state: string): Standing => standingOf(state, run);
  const { width, height } = layout;
  return (
    <div className="graph-place">
      <div className="graph" style={{ width, height }}>
        <Lines layout={layout} run={run} />
        {layout.boxes.map(({ name, x, y, ...size }) => (
          <button
            key={name}
            type="button"
            className={`graph-state graph-${standing(name)}`}
            style={{ left: x, top: y, ...size }}
            aria-pressed={name === chosen}
            onClick={() => onChoose(name)}
          >
            {name}
            <span className="graph-standing">{wipe.graph.standings[standing(name)]}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

function standingOf(state: string, run: Run | undefined): Standing {
  if (run === undefined) return 'untouched';
  if (run.present === state) return 'present';
  if (run.failed === state) return 'failed';
  return run.visits.some((visit) => visit.state === state) ? 'passed' : 'untouched';
}

function Lines({ layout, run }: { readonly layout: Layout; readonly run: Run | undefined }) {
  const { width, height, lines } = layout;
  const taken = new Set((run ? stepsOf(run) : []).map((step) => JSON.stringify(step)));
  return (
    <svg width={width} height={height} aria-hidden="true">
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="10"
          markerHeight="10"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8z" className="graph-arrow" />
        </marker>
      </defs>
      {lines.map(({ from, to, errors, points }) => (
        <polyline
          key={JSON.stringify([from, to])}
          points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
          className={[
            'graph-line',
            ...(errors.length > 0 ? ['graph-line-error'] : []),
            ...(taken.has(JSON.stringify([from, to])) ? ['graph-line-taken'] : []),
          ].join(' ')}
          markerEnd="url(#arrow)"
        />
      ))}
    </svg>
  );
}
