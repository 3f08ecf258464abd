package dev.nikkan.model;

/// How many mails a list brought on a day, those that came twice among them.
public record ListDay(Day day, MailingList list, int mails) {}
