import { useEffect, useState } from 'react';
import type { Range } from '../../analysis/document/index.js';
import type { AnalysisModel } from '../../model/index.js';
import {
  chooseLimits,
  choosePercentile,
  kindOfLimits,
  percentileOf,
  pinLimits,
  writtenLimit
} from './limitsediting.js';

interface ILimitsFormProps {
  model: AnalysisModel;
  limits: Range;
  /** Runs what changes the model. */
  change: (work: () => void) => void;
}

/** The limits and percentiles as numbers, and whether all maps share them. */
export function LimitsForm({ model, limits, change }: ILimitsFormProps) {
  const kind = kindOfLimits(model);
  const what = model.map?.isDifference ? 'differences' : 'maps';
  return (
    <>
      <Pair
        label="Limits"
        unit=""
        values={limits}
        set={pair => {
          let isSet = false;
          change(() => (isSet = pinLimits(model, pair)));
          return isSet;
        }}
      />
      <Pair
        label="Percentiles"
        unit="%"
        values={percentileOf(model)}
        set={pair => {
          let isSet = false;
          change(() => (isSet = choosePercentile(model, pair)));
          return isSet;
        }}
      />
      <div className="jp-XESLimitsPopover-kinds">
        <button
          type="button"
          className="jp-XESButton jp-mod-styled"
          aria-pressed={kind === 'extent'}
          onClick={() => change(() => chooseLimits(model, 'extent'))}
        >
          Min–max
        </button>
        <button
          type="button"
          className="jp-XESButton jp-mod-styled"
          aria-pressed={kind === 'percentile'}
          onClick={() => change(() => chooseLimits(model, 'percentile'))}
        >
          Percentiles
        </button>
      </div>
      <label className="jp-XESLimitsPopover-all">
        <input
          type="checkbox"
          checked={kind === 'pinned'}
          onChange={({ target }) =>
            change(() => chooseLimits(model, target.checked ? 'pinned' : 'extent'))
          }
        />
        Same limits for all {what}
      </label>
      <p className="jp-XESLimitsPopover-words">
        {kind === 'pinned'
          ? `These limits are pinned: all ${what} of this analysis are drawn with them, so that their colours can be compared.`
          : 'Each map has its own limits. Dragging or typing a limit pins both for all maps.'}
      </p>
    </>
  );
}

interface IPairProps {
  label: string;
  unit: string;
  values: Range;
  /** @returns whether they are valid. */
  set: (values: Range) => boolean;
}

/** Two number fields, each applied with Enter or when left; invalid input is marked. */
function Pair({ label, unit, values, set }: IPairProps) {
  const written = values.map(writtenLimit);
  const [texts, setTexts] = useState(written);
  const [isWrong, setWrong] = useState(false);
  const [low, high] = written;
  useEffect(() => {
    setTexts([low, high]);
    setWrong(false);
  }, [low, high]);
  const take = () => {
    // a number that was not edited keeps its full precision
    const typed = texts.map((text, side) =>
      text === written[side] ? values[side] : text.trim() === '' ? NaN : Number(text)
    );
    const isOther = typed.some((value, side) => value !== values[side]);
    setWrong(isOther && !set([typed[0], typed[1]]));
  };
  return (
    <div className="jp-XESLimitsPopover-pair">
      <span>{unit ? `${label} (${unit})` : label}</span>
      {(['from', 'to'] as const).map((side, k) => (
        <input
          key={side}
          type="text"
          aria-label={`${label} ${side}`}
          aria-invalid={isWrong}
          inputMode="decimal"
          value={texts[k]}
          onChange={({ target }) =>
            setTexts(texts.map((text, i) => (i === k ? target.value : text)))
          }
          onBlur={take}
          onKeyDown={({ key }) => key === 'Enter' && take()}
        />
      ))}
    </div>
  );
}
