/** How far those who follow the log have come. Processors of an opened registry enter; answers and metrics leave. */
package org.basedata.registry.api.log;
