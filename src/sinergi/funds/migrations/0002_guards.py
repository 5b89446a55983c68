"""What the database itself guarantees about the ledger: rows stay as they are, and only balanced entries are sealed."""

from django.db import migrations

from sinergi.audit.guards import append_only

SQLITE = [
    """
CREATE TRIGGER "funds_seal_balanced" BEFORE INSERT ON "funds_seal"
BEGIN
    SELECT RAISE(ABORT, 'the postings of an entry sum to zero per source')
    WHERE (SELECT COUNT(*) FROM "funds_posting" WHERE "entry_id" = NEW."number") < 2
       OR EXISTS (SELECT 1 FROM "funds_posting" WHERE "entry_id" = NEW."number" GROUP BY "undertaking_id", "source" HAVING SUM("amount") <> 0);
END
""",
    """
CREATE TRIGGER "funds_posting_unsealed" BEFORE INSERT ON "funds_posting"
BEGIN
    SELECT RAISE(ABORT, 'a sealed entry takes no more postings')
    WHERE EXISTS (SELECT 1 FROM "funds_seal" WHERE "number" = NEW."entry_id");
END
""",
]
POSTGRESQL = [
    """
CREATE OR REPLACE FUNCTION funds_seal_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT COUNT(*) FROM funds_posting WHERE entry_id = NEW.number) < 2
       OR EXISTS (SELECT 1 FROM funds_posting WHERE entry_id = NEW.number GROUP BY undertaking_id, source HAVING SUM(amount) <> 0) THEN
        RAISE EXCEPTION 'the postings of an entry sum to zero per source' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
""",
    """
CREATE OR REPLACE FUNCTION funds_posting_unsealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM funds_seal WHERE number = NEW.entry_id) THEN
        RAISE EXCEPTION 'a sealed entry takes no more postings' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
""",
    "CREATE OR REPLACE TRIGGER funds_seal_balanced BEFORE INSERT ON funds_seal FOR EACH ROW EXECUTE FUNCTION funds_seal_balanced()",
    "CREATE OR REPLACE TRIGGER funds_posting_unsealed BEFORE INSERT ON funds_posting FOR EACH ROW EXECUTE FUNCTION funds_posting_unsealed()",
]
TRIGGERS = {"funds_seal_balanced": "funds_seal", "funds_posting_unsealed": "funds_posting"}


def set_up(_apps, editor):
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def take_down(_apps, editor):
    for trigger, table in TRIGGERS.items():
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER IF EXISTS {trigger} ON {table}")
            editor.execute(f"DROP FUNCTION IF EXISTS {trigger}()")
        else:
            editor.execute(f'DROP TRIGGER IF EXISTS "{trigger}"')


class Migration(migrations.Migration):
    dependencies = [("funds", "0001_initial")]
    operations = [
        migrations.RunPython(set_up, take_down),
        append_only("funds_entry", "funds_posting", "funds_seal"),
    ]
