-- Has the server look again at tables that have more than doubled since it last did. By itself it does
-- so once a minute, and plans until then as for empty tables. Looking belongs to the owner, the rows to
-- the application: so it is a function of the owner's, without arguments. A table that somebody else is
-- looking at is left to them.
CREATE FUNCTION analyse_grown() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    grown name;
    looked_at bigint := 0;
BEGIN
    FOR grown IN
        SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
            AND pg_relation_size(oid) / current_setting('block_size')::bigint > 2 * GREATEST(relpages, 0)
    LOOP
        EXECUTE format('ANALYZE (SKIP_LOCKED) public.%I', grown);
        looked_at := looked_at + 1;
    END LOOP;
    RETURN looked_at;
END
$$;
REVOKE EXECUTE ON FUNCTION analyse_grown() FROM PUBLIC;
