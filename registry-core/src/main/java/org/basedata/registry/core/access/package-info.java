/**
 * What was answered, to whom and what for (使用记录; Decree 809 articles 26 and 29). Reads enter before their answers leave; rows of the record
 * of accesses leave, durable, which nothing takes back.
 */
package org.basedata.registry.core.access;
