-- Deleting or restoring an experiment changes one row; rows of its runs follow in batches.

alter table experiment add column lifecycle_revision bigint default 0 not null; -- of its last deletion or restoration
alter table experiment add column runs_settled boolean default true not null; -- whether run.active is right for all runs
alter table run add column lifecycle_revision bigint default 0 not null; -- the experiment's when run.active was written; if lower, the experiment's active counts
