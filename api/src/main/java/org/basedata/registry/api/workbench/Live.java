package org.basedata.registry.api.workbench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A part that pages ask for again and again by themselves. Nobody need be there, so it does not keep a session from ending. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Live {}
