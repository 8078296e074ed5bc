import { today } from '../../platform/fields/dates.js';
import type { Cell, Code, Figures } from './figures.queries.js';
import type { CodeAantal } from './tellingen.schema.js';

interface Tellingen {
  aantalUseCases: number;
  naleving: CodeAantal[];
  werkbaarheid: CodeAantal[];
}
type TellingenKwartaal = Tellingen & { kwartaal: string };

const MAX_QUARTERS = 40;

/** The numbers of some cells, for each code of the lists. */
function countCells(cells: readonly Cell[], codes: readonly Code[]): Tellingen {
  const per = (list: 'naleving' | 'werkbaarheid'): CodeAantal[] =>
    codes.flatMap(({ codelijst, code, label, geldig }) => {
      if (codelijst !== list) return [];
      const aantal = sum(cells.filter((cell) => cell[list] === code));
      return geldig || aantal > 0 ? [{ code, label, aantal }] : [];
    });
  return { aantalUseCases: sum(cells), naleving: per('naleving'), werkbaarheid: per('werkbaarheid') };
}

const sum = (cells: readonly Cell[]): number => cells.reduce((total, { aantal }) => total + aantal, 0);

/** The quarter after `2026-Q4` is `2027-Q1`. */
function nextQuarter(quarter: string): string {
  const [year, number] = [Number(quarter.slice(0, 4)), Number(quarter.at(-1))];
  return number === 4 ? `${String(year + 1)}-Q1` : `${String(year)}-Q${String(number + 1)}`;
}

const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${String(Math.ceil(Number(day.slice(5, 7)) / 3))}`;

/** What stood at the end of each quarter: what came until then, less what went. */
function overTime(changes: Figures['changes'], codes: readonly Code[], now: string): TellingenKwartaal[] {
  const quarters = changes.map(({ kwartaal }) => kwartaal).sort();
  const last = [quarters.at(-1) ?? '', now].sort().at(-1) ?? now;
  const shown: TellingenKwartaal[] = [];
  for (let kwartaal = quarters[0] ?? nextQuarter(last); kwartaal <= last; kwartaal = nextQuarter(kwartaal)) {
    shown.push({
      kwartaal,
      ...countCells(
        changes.filter((each) => each.kwartaal <= kwartaal),
        codes,
      ),
    });
  }
  return shown.slice(-MAX_QUARTERS);
}

export interface CountedDossier extends Tellingen {
  aantalOrganisaties: number;
  aantalLessen: number;
  aantalErvaringen: number;
  perBestuurslaag: (Tellingen & { bestuurslaag: string })[];
  perFase: (Tellingen & { fase: string })[];
  verloop: TellingenKwartaal[];
}

/** The figures of a dossier as the contract writes them. */
export function toTellingen({ organisaties, lessen, ervaringen, cells, changes, codes }: Figures, day = today()): CountedDossier {
  const present = (list: 'bestuurslaag' | 'fase'): string[] =>
    codes.filter(({ codelijst, code }) => codelijst === list && cells.some((cell) => cell[list] === code)).map(({ code }) => code);
  const part = (list: 'bestuurslaag' | 'fase', code: string): Tellingen =>
    countCells(
      cells.filter((cell) => cell[list] === code),
      codes,
    );
  return {
    ...countCells(cells, codes),
    aantalOrganisaties: organisaties,
    aantalLessen: lessen,
    aantalErvaringen: ervaringen,
    perBestuurslaag: present('bestuurslaag').map((bestuurslaag) => ({ bestuurslaag, ...part('bestuurslaag', bestuurslaag) })),
    perFase: present('fase').map((fase) => ({ fase, ...part('fase', fase) })),
    verloop: overTime(changes, codes, quarterOf(day)),
  };
}
