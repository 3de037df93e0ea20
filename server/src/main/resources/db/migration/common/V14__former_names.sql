-- The version numbers that were given under a name to models that have it no more. They are kept for good, so that nobody gets a
-- number again: those up to last_version, from behind the row before, belong to model_id, which may be gone.
create table former_name (
  workspace    ${text} not null,
  name         ${text} not null,
  last_version integer not null,
  model_id     bigint not null,
  primary key (workspace, name, last_version)
);

-- What the audit tells of models that left their names so far. The details of a new version begin with its number.
insert into former_name (workspace, name, last_version, model_id)
select workspace, name, last_version, min(model_id)
from (
  select gone.workspace, gone.object_name as name, gone.object_id as model_id,
    max(cast(substring(made.details from 12 for position(',' in made.details) - 12) as integer)) as last_version
  from audit gone join audit made
    on made.object_kind = gone.object_kind and made.object_id = gone.object_id and made.revision < gone.revision
  where gone.operation in ('ModelDeleted', 'ModelRenamed') and made.operation = 'VersionCreated'
  group by gone.workspace, gone.object_name, gone.object_id
) x
group by workspace, name, last_version;

update registered_model m set last_version = (
  select max(f.last_version) from former_name f where f.workspace = m.workspace and f.name = m.name)
where m.last_version > 0 and m.last_version < (
  select max(f.last_version) from former_name f where f.workspace = m.workspace and f.name = m.name);
