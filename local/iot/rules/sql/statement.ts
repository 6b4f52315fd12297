/** Statements of AWS IoT SQL: SELECT … FROM 'filter' [WHERE …]. */
import { topicFilterProblem } from '../../topics.ts';
import { type Expression, parseExpression } from './expression.ts';
import { sqlError, TokenReader } from './tokens.ts';

export interface Column {
  readonly name: string;
  readonly expression: Expression;
}

export interface Statement {
  /** Whether `*` is selected. */
  readonly all: boolean;
  readonly columns: readonly Column[];
  readonly filter: string;
  readonly where: Expression | undefined;
}

/** @throws AwsError `SqlParseException` for anything that is not hosted, by its name. */
export function parseStatement(sql: string): Statement {
  const reader = new TokenReader(sql);
  reader.expect('SELECT');
  if (reader.isWord('VALUE')) throw sqlError('SELECT VALUE');
  const { all, columns } = parseItems(reader);
  reader.expect('FROM');
  const filter = parseFilter(reader);
  const where = reader.skip('WHERE') ? parseExpression(reader) : undefined;
  const rest = reader.peek();
  if (rest !== undefined) throw sqlError(`${rest.text} after the statement`);
  return { all, columns, filter, where };
}

function parseItems(reader: TokenReader): Pick<Statement, 'all' | 'columns'> {
  let all = false;
  const columns: Column[] = [];
  do {
    if (reader.skip('*')) {
      if (all) throw sqlError('* twice');
      all = true;
    } else columns.push(parseColumn(reader));
  } while (reader.skip(','));
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw sqlError(`two columns named ${twice}`);
  return { all, columns };
}

function parseColumn(reader: TokenReader): Column {
  const expression = parseExpression(reader);
  if (reader.skip('AS')) {
    const alias = reader.take();
    if (alias.kind !== 'word' || reader.isSymbol('.')) throw sqlError(`AS ${alias.text}`);
    return { name: alias.text, expression };
  }
  // AWS documents the name of a column without AS for names of one part only.
  const [name, ...deeper] = expression.kind === 'path' ? expression.names : [];
  if (name === undefined || deeper.length > 0)
    throw sqlError('a column without AS that is no plain name');
  return { name, expression };
}

function parseFilter(reader: TokenReader): string {
  const { kind, text } = reader.take();
  if (kind !== 'string') throw sqlError(`FROM ${text}`);
  const problem = topicFilterProblem(text);
  if (problem !== undefined) throw sqlError(`FROM '${text}': ${problem}`);
  return text;
}
