-- The tree of the audit log in tiles: up to 256 neighbouring hashes of one level, 32 bytes each.
-- Level 0 holds the leaves, each other level the roots of the full tiles below it.
CREATE TABLE audit_tile (
    level INTEGER NOT NULL,
    place INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, place)
) STRICT;

-- Of how many leaves there are tiles. What was sealed before is caught up with at the next sealing.
ALTER TABLE audit_tree ADD COLUMN tiled INTEGER NOT NULL DEFAULT 0;
