/// How is JSON read without a framework?
///
/// Images, notes and answers of registries are small JSON texts. [JsonObject] reads one into maps and lists with the
/// streaming parser, and hands out its members by name and kind, so that whoever reads a text also says what it must look like.
///
/// Start with [JsonObject#of]. What is not as expected is refused with the place where it stands.
///
/// Left out on purpose: binding to classes by reflection. It would cost every start of learnc some 70 milliseconds.
package learnc.runtime.json;
