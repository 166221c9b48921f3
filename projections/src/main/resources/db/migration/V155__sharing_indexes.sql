-- The day of the last delivery of a dataset, for exchanges by a cycle: found at the end of an index, however many deliveries there were.
CREATE INDEX delivery_status_last ON delivery_status (source, dataset, received_at) WHERE completed_at IS NOT NULL;

-- What waits on the home pages is counted every few seconds, and is few among all that is over.
CREATE INDEX sharing_agreement_waiting ON sharing_agreement USING gin (waiting_for);
CREATE INDEX sharing_agreement_widening ON sharing_agreement USING gin (widening_for);
CREATE INDEX sharing_agreement_answer_due ON sharing_agreement (answer_due) WHERE answer_due IS NOT NULL;
CREATE INDEX sharing_agreement_settle_due ON sharing_agreement (settle_due) WHERE settle_due IS NOT NULL;
CREATE INDEX sharing_group_concerned ON sharing_group USING gin (concerned);
CREATE INDEX sharing_demand_department ON sharing_demand (department, recorded_at DESC, demand_id DESC);
CREATE INDEX sharing_demand_open ON sharing_demand (recorded_at DESC, demand_id DESC) WHERE NOT answered;
CREATE INDEX sharing_complaint_department ON sharing_complaint (department, filed_at DESC, complaint_id DESC);
CREATE INDEX sharing_complaint_open ON sharing_complaint (filed_at DESC, complaint_id DESC) WHERE NOT answered;
CREATE INDEX access_alert_department ON access_alert (department, raised_at DESC, id);
