"""What came of long work, as the page to which it leads shows it."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0005_notices'),
    ]

    operations = [
        migrations.AddField(
            model_name='work',
            name='outcome',
            field=models.JSONField(default=dict),
        ),
    ]
