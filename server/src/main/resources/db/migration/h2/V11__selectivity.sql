-- Until it has counted, H2 takes any two rows of a table for different in each column, and so an index that begins with the
-- owner for as good as one that finds the row. A statement is planned once for long: these owners have many rows.
alter table registered_model alter column workspace selectivity 1;
alter table model_version alter column workspace selectivity 1;
alter table model_version alter column model_id selectivity 1;
alter table experiment alter column workspace selectivity 1;
alter table run alter column experiment_id selectivity 1;
alter table dataset alter column experiment_id selectivity 1;
alter table metric alter column run_id selectivity 1;
