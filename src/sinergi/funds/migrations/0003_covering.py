"""What a purse was used for is answered from the index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("funds", "0002_guards")]

    operations = [
        migrations.RemoveIndex(model_name="posting", name="funds_posti_underta_c9aeec_idx"),
        migrations.AddIndex(model_name="posting", index=models.Index(fields=["undertaking", "source", "account", "entry", "amount"], name="funds_posti_underta_b8e5d9_idx")),
    ]
