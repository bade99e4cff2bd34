-- Records of an entity that are open to the current person by name.
CREATE OR REPLACE FUNCTION app.reachable_shares(code text, for_writing boolean DEFAULT false) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN coalesce((
    SELECT array_agg(a.entity_id) FROM app.share_access a
    WHERE a.person_id = app.current_person() AND a.entity_code = code AND (a.can_write OR NOT for_writing)
  ), '{}');
END
$$;
