/**
 * The workbench: pages for the people who reconcile. Requests of somebody who has signed in enter; HTML leaves, in Chinese or English,
 * that shows no more than the person's roles allow. Every page says by {@link org.basedata.registry.api.workbench.In} which area it
 * belongs to; templates, words and what browsers load are in the resource folder {@code workbench}.
 */
package org.basedata.registry.api.workbench;
