-- Names were lower-cased as whole words, where a sigma at the end is another letter. They are folded letter by letter now.
create alias text_fold deterministic for 'dev.hallmark.server.storage.search.CaseFolding.fold';
update registered_model set name_folded = text_fold(name) where name_folded <> text_fold(name);
drop alias text_fold;
