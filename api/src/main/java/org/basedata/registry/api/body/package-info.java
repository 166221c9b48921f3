/**
 * Bodies of requests. Bytes enter, at most so many; what they say leaves as typed fields, each fault with the place in the
 * document and never with its value. The packages of the single resources come next.
 */
package org.basedata.registry.api.body;
