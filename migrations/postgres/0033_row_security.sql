-- The second lock on what belongs to one employer or one person: the database itself shows a
-- transaction only the rows of the employer in `fla.employer` and of the person in `fla.ssin`, both set
-- by the program for that transaction alone. Without them there are no rows. Whoever owns the tables
-- sees all of them: steps of the schema, copies and the move of a register are the owner's.

-- A condition that is an equality alone joins the one that each statement has, and costs nothing for each
-- row. One that lets in more than one kind of reader is a CASE, which the planner does not take for a
-- second, independent condition: an OR would have it expect far too few rows.

ALTER TABLE change ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON change USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON audit_entry USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE audit_subject ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON audit_subject USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE statement ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON statement USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE declared_quarter ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON declared_quarter USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE quarter_size ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON quarter_size USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE size_average ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON size_average USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE span ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON span USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE service_end ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON service_end USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE training_right ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON training_right USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE working ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON working USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE right_override ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON right_override USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE company_days ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON company_days USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE opt_out ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON opt_out USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE training ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON training USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE participation ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON participation USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE adjustment ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON adjustment USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE ledger_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON ledger_entry USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE credit ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON credit USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE recalculation ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON recalculation USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE stored_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON stored_file USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE job ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON job USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE import_finding ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON import_finding USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE sheet_import ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sheet_import USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE sheet_row ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sheet_row USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE sheet_layout ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sheet_layout USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE digest_wish ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON digest_wish USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON outbox USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE attachment ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON attachment USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE dispute ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON dispute USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE dispute_step ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON dispute_step USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE course ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON course USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON notice USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE paper_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON paper_file USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE training_cost ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON training_cost USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE unread ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON unread USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE task_done ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON task_done USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE shared_record ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON shared_record USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE record_judgement ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON record_judgement USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE organisation_quality ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organisation_quality USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON invitation USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE report ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON report USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE erasure ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON erasure USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE erased_employee ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON erased_employee USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE api_client ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON api_client USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON api_key USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE sender_reference ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sender_reference USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE batch ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON batch USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE batch_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON batch_item USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE webhook ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE webhook_position ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook_position USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE webhook_again ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook_again USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE batch_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON batch_file USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE batch_form ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON batch_form USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE file_upload ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON file_upload USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE file_upload_piece ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON file_upload_piece USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));

-- What belongs to a person and to no employer.

ALTER TABLE own_person ENABLE ROW LEVEL SECURITY;
CREATE POLICY person ON own_person USING (ssin = NULLIF(current_setting('fla.ssin', true), ''));
ALTER TABLE own_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY person ON own_change USING (ssin = NULLIF(current_setting('fla.ssin', true), ''));
ALTER TABLE own_audit ENABLE ROW LEVEL SECURITY;
CREATE POLICY person ON own_audit USING (ssin = NULLIF(current_setting('fla.ssin', true), ''));
ALTER TABLE own_record ENABLE ROW LEVEL SECURITY;
CREATE POLICY person ON own_record USING (ssin = NULLIF(current_setting('fla.ssin', true), ''));
ALTER TABLE own_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY person ON own_file USING (ssin = NULLIF(current_setting('fla.ssin', true), ''));
ALTER TABLE own_copy ENABLE ROW LEVEL SECURITY;
CREATE POLICY person ON own_copy USING (ssin = NULLIF(current_setting('fla.ssin', true), ''));

-- What others may read as well, but never change: the person a row is about, the provider a mandate was
-- given to or who reported a part.

ALTER TABLE employee ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON employee FOR SELECT USING (CASE WHEN employer_id = (SELECT CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid)) THEN true ELSE ssin = (SELECT NULLIF(current_setting('fla.ssin', true), '')) END);
CREATE POLICY tenant_adds ON employee FOR INSERT WITH CHECK (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_changes ON employee FOR UPDATE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_removes ON employee FOR DELETE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE role_grant ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON role_grant FOR SELECT USING (CASE WHEN employer_id = (SELECT CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid)) THEN true ELSE ssin = (SELECT NULLIF(current_setting('fla.ssin', true), '')) END);
CREATE POLICY tenant_adds ON role_grant FOR INSERT WITH CHECK (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_changes ON role_grant FOR UPDATE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_removes ON role_grant FOR DELETE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE inspection ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON inspection FOR SELECT USING (CASE WHEN employer_id = (SELECT CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid)) THEN true ELSE ssin = (SELECT NULLIF(current_setting('fla.ssin', true), '')) END);
CREATE POLICY tenant_adds ON inspection FOR INSERT WITH CHECK (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_changes ON inspection FOR UPDATE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_removes ON inspection FOR DELETE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE organisation_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON organisation_request FOR SELECT USING (CASE WHEN employer_id = (SELECT CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid)) THEN true ELSE ssin = (SELECT NULLIF(current_setting('fla.ssin', true), '')) END);
CREATE POLICY tenant_adds ON organisation_request FOR INSERT WITH CHECK (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_changes ON organisation_request FOR UPDATE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_removes ON organisation_request FOR DELETE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE report_part ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON report_part FOR SELECT USING (CASE WHEN employer_id = (SELECT CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid)) THEN true ELSE ssin = (SELECT NULLIF(current_setting('fla.ssin', true), '')) OR provider_id = (SELECT CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid)) END);
CREATE POLICY tenant_adds ON report_part FOR INSERT WITH CHECK (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_changes ON report_part FOR UPDATE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_removes ON report_part FOR DELETE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE mandate ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON mandate FOR SELECT USING (CASE WHEN employer_id = (SELECT CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid)) THEN true ELSE provider_id = (SELECT CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid)) END);
CREATE POLICY tenant_adds ON mandate FOR INSERT WITH CHECK (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_changes ON mandate FOR UPDATE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_removes ON mandate FOR DELETE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
ALTER TABLE mandate_step ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON mandate_step FOR SELECT USING (CASE WHEN employer_id = (SELECT CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid)) THEN true ELSE EXISTS (SELECT 1 FROM mandate m WHERE m.employer_id = mandate_step.employer_id AND m.id = mandate_step.mandate_id AND m.provider_id = (SELECT CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid))) END);
CREATE POLICY tenant_adds ON mandate_step FOR INSERT WITH CHECK (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_changes ON mandate_step FOR UPDATE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_removes ON mandate_step FOR DELETE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));

-- The present name of an organisation is public: the view `organisation` shows it to everybody.
ALTER TABLE employer_setting ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON employer_setting FOR SELECT USING (CASE WHEN employer_id = (SELECT CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid)) THEN true ELSE known_to = 9223372036854775807 END);
CREATE POLICY tenant_adds ON employer_setting FOR INSERT WITH CHECK (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_changes ON employer_setting FOR UPDATE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));
CREATE POLICY tenant_removes ON employer_setting FOR DELETE USING (employer_id = CAST(NULLIF(current_setting('fla.employer', true), '') AS uuid));

-- Views show what whoever asks may see, not what their owner may.
ALTER VIEW organisation SET (security_invoker = true);
ALTER VIEW mandate_held SET (security_invoker = true);
ALTER VIEW mandate_step_held SET (security_invoker = true);
ALTER VIEW report_part_sent SET (security_invoker = true);
