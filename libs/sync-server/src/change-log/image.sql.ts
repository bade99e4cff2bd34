/** SQL that takes the named fields out of a column with a row's image, which is not NULL; `fields` is the SQL of their list. */
export const imageOf = (column: string, fields: string) =>
  `(SELECT coalesce(jsonb_object_agg(f, ${column} -> f), '{}') FROM unnest(${fields}) AS f)`;
