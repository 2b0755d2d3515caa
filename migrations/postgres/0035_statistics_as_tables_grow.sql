-- Has the server look again at a table that has more than doubled since it last did. By itself it does
-- so once a minute, and plans until then as for an empty one. Looking belongs to the owner, the rows to
-- the application: so it is a function of the owner's, which only looks where that is so. A table at
-- which somebody else is looking is left to them. One table for each call: what is seen of one stays
-- whatever becomes of the next, and nobody waits for more than one.
CREATE FUNCTION analyse_grown(wanted name) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname = wanted
        AND pg_relation_size(oid) / current_setting('block_size')::bigint > 2 * GREATEST(relpages, 0);
    IF FOUND THEN
        EXECUTE format('ANALYZE (SKIP_LOCKED) public.%I', wanted);
    END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION analyse_grown(name) FROM PUBLIC;
