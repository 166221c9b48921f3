/**
 * Who uses the registry: people and systems of departments, with their roles. What they say and decide names them; how they prove who
 * they are is the application's matter.
 */
package org.basedata.registry.core.account;
