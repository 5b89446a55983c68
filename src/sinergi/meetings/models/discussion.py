"""What was talked about in groups: the questions, each answer with whom it is addressed to, and who presented in which order."""

from __future__ import annotations

from django.db import models

from sinergi.meetings.models.record import Meeting


class Table(models.Model):
    """A discussion group or class that went by a name: "Kelas Kota Pontianak". Without a name it is known by who sat in it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)

    class Meta:
        ordering = ["meeting_id", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="meetings_table_once")]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """A question put to the groups."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["meeting_id", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="meetings_question_once")]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """What a group said, and the actor it is addressed to, in the words of the meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    table = models.PositiveSmallIntegerField(null=True, blank=True)  # null: in plenary, or the paper does not say which group
    to = models.CharField(max_length=160, default="", blank=True)
    text = models.CharField(max_length=1000)
    by = models.CharField(max_length=160, default="", blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text


class Presentation(models.Model):
    """A group told the others what it found; ``number`` is the order of the day."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="presentations")
    number = models.PositiveSmallIntegerField()
    table = models.PositiveSmallIntegerField()
    presenter = models.CharField(max_length=160, default="", blank=True)

    class Meta:
        ordering = ["meeting_id", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="meetings_presentation_once")]

    def __str__(self) -> str:
        return f"{self.table}: {self.presenter}"
