import { describe, expect, it } from 'vitest';
import { loadBugs, loadConventions, loadNotes, noteNumbers, type Row } from '../../spec/lib/notes.ts';

const rows = loadNotes();
const twice = (ids: readonly unknown[]) => ids.filter((id, n) => ids.indexOf(id) !== n);

describe('the rows of the notes', () => {
  it('are all there', () => {
    expect(noteNumbers()).toEqual(['000', '001', '002', '003', '004']);
    expect(rows).toHaveLength(891);
    expect(rows.filter(({ executes }) => executes)).toHaveLength(754);
    expect(rows.filter(({ verdict }) => verdict !== 'correct')).toHaveLength(257);
  });

  it('have ids of their own, each beginning with its note', () => {
    expect(twice(rows.map(({ row }) => row))).toEqual([]);
    for (const note of noteNumbers())
      expect(loadNotes([note]).filter(({ row }) => !row.startsWith(`${note}/`))).toEqual([]);
  });

  it('are related to rows that there are', () => {
    const ids = new Set(rows.map(({ row }) => row));
    expect(rows.flatMap(({ related }) => related).filter((row) => !ids.has(row))).toEqual([]);
  });

  it('say why, where they cannot be executed, and only there', () => {
    const says = ({ executable }: Row) => /^not executable: ./u.test(executable);
    expect(rows.filter((row) => says(row) === row.executes)).toEqual([]);
  });

  it('have an erratum wherever the note is not right', () => {
    expect(rows.filter(({ verdict, erratum }) => verdict !== 'correct' && !erratum)).toEqual([]);
  });

  it('have no field that their type does not know', () => {
    const known = new Set(
      'row family kind title latex inputs executable executes verdict asWritten erratum where related'.split(
        ' ',
      ),
    );
    const kinds = new Set(
      'formula identity derivative count bound limit algorithm worked-example convention statistical-claim concept'.split(
        ' ',
      ),
    );
    expect(rows.flatMap((row) => Object.keys(row)).filter((field) => !known.has(field))).toEqual([]);
    expect(rows.filter(({ kind }) => !kinds.has(kind))).toEqual([]);
  });
});

it('conventions are numbered from 1 to 144, each with options and who takes which', () => {
  const conventions = loadConventions();
  expect(conventions.map(({ number }) => number)).toEqual(Array.from({ length: 144 }, (_, n) => n + 1));
  expect(conventions.filter(({ options, topic, section }) => !options || !topic || !section)).toEqual([]);
  expect(conventions[80]!.who.ONNX).toBe('B');
});

it('bugs have ids of their own, and those that were reported say where', () => {
  const bugs = loadBugs();
  expect(bugs).toHaveLength(217);
  expect(twice(bugs.map(({ id }) => id))).toEqual([]);
  expect(bugs.filter(({ wrong, right, input }) => !wrong || !right || !input)).toEqual([]);
  expect(bugs.filter(({ source, url }) => (source === 'reported') !== (url !== undefined))).toEqual([]);
});

it('nothing in the data is about a machine', () => {
  const text = JSON.stringify([rows, loadConventions(), loadBugs()]);
  expect(text.match(/.{20}\/(?:work|tmp|home|root|mnt|Users)\/.{20}/gu)).toBeNull();
});
