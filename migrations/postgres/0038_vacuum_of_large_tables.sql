-- By itself PostgreSQL cleans a table when a fifth of its rows are dead, and freezes new ones when a fifth
-- came: of 300 million rows that is once in years, and then for hours. In these tables it looks sooner, and
-- finds little each time. Only settings, under a lock that keeps neither readers nor writers waiting.
DO $$
DECLARE
    large name;
BEGIN
    FOREACH large IN ARRAY ARRAY[
        'adjustment', 'attachment', 'audit_entry', 'audit_leaf', 'audit_subject', 'batch_form', 'batch_item',
        'change', 'company_days', 'credit', 'dispute', 'dispute_step', 'employee', 'erased_employee',
        'import_finding', 'ledger_entry', 'notice', 'opt_out', 'outbox', 'participation', 'record_judgement',
        'report', 'report_part', 'right_override', 'sender_reference', 'service_end', 'shared_record',
        'sheet_row', 'span', 'statement', 'training', 'training_right', 'unread', 'working'
    ]::name[] LOOP
        EXECUTE format('ALTER TABLE public.%I SET (autovacuum_vacuum_scale_factor = 0.02, '
            'autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)', large);
    END LOOP;
END
$$;
