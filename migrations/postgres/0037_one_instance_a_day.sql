-- Jobs are looked at in the order in which they are taken, up to the first free one.
CREATE INDEX job_queue_order ON job_queue (run_at, id);
DROP INDEX job_queue_ready;

-- Which of some files are in use, by whomever. The rows of employers belong to them, and the sweep of files
-- is about all: so it is a function of the owner's, which tells of the ids that are put to it and nothing else.
-- What an id stands for it does not say, and ids are not to be guessed.
CREATE INDEX stored_file_id ON stored_file (id);
CREATE INDEX paper_file_id ON paper_file (id);
CREATE FUNCTION files_in_use(wanted uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT id FROM public.stored_file WHERE id = ANY (wanted)
    UNION ALL SELECT id FROM public.paper_file WHERE id = ANY (wanted)
    UNION ALL SELECT id FROM public.kept_file WHERE id = ANY (wanted)
$$;
