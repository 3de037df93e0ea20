-- Functions that searches call. H2 stores the names of the Java class and method: those of the package
-- dev.hallmark.server.storage.functions never change.

-- LIKE in at most as many steps as the product of both lengths, for patterns with several wildcards. The third argument
-- asks for ILIKE, whose pattern is folded already.
create alias text_like deterministic for 'dev.hallmark.server.storage.functions.TextLike.matches';

-- The two bits of a tag in registered_model.tag_bits.
create alias bits_of_tag deterministic for 'dev.hallmark.server.storage.functions.TagBits.of';
