package org.basedata.registry.core.identifier;

/** What a subject is. It decides how an 18-character number is read, never the number itself. */
public enum SubjectType {
    PERSON,
    LEGAL_ENTITY
}
