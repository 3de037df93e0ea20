-- Renaming or deleting a model changes one row; rows of very many versions follow in batches. A model whose workspace is empty
-- is deleted: what is left of it goes.

alter table registered_model add column versions_updated_at bigint default 0 not null; -- all versions were updated then, if later than their rows say
