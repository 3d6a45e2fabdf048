package routes

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// What Camel 4.22 has, here or not, so that a name that is merely not here is told from one that is wrong.

// camelTopLevel are the keys at the top of a file.
var camelTopLevel = []string{
	"beans", "dataFormats", "errorHandler", "from", "intercept", "interceptFrom", "interceptSendToEndpoint", "onCompletion", "onException", "rest",
	"restConfiguration", "route", "routeConfiguration", "routeTemplate", "sslContextParameters", "templatedRoute", "transformers", "validators",
}

// camelSteps are the steps.
var camelSteps = []string{
	"a2aSubTask", "aggregate", "bean", "choice", "circuitBreaker", "claimCheck", "convertBodyTo", "convertHeaderTo", "convertVariableTo", "delay", "doTry",
	"dynamicRouter", "enrich", "filter", "idempotentConsumer", "kamelet", "loadBalance", "log", "loop", "marshal", "multicast", "pausable", "pipeline",
	"policy", "poll", "pollEnrich", "process", "recipientList", "removeHeader", "removeHeaders", "removeProperties", "removeProperty", "removeVariable",
	"resequence", "resumable", "rollback", "routingSlip", "saga", "sample", "script", "setBody", "setExchangePattern", "setHeader", "setHeaders",
	"setProperty", "setVariable", "setVariables", "sort", "split", "step", "stop", "threads", "throttle", "throwException", "to", "toD", "tokenizer",
	"transacted", "transform", "transformDataType", "unmarshal", "validate", "wireTap",
}

// camelLanguages are the expression languages.
var camelLanguages = []string{
	"constant", "csimple", "datasonnet", "exchangeProperty", "groovy", "header", "hl7terser", "jactl", "java", "joor", "jq", "js", "jsonpath",
	"language", "method", "mvel", "ognl", "python", "ref", "simple", "spel", "tokenize", "variable", "wasm", "xpath", "xquery", "xtokenize",
}

// camelFormats are the data formats.
var camelFormats = []string{
	"asn1", "avro", "barcode", "base64", "beanio", "bindy", "cbor", "crypto", "csv", "custom", "dfdl", "fhirJson", "fhirXml", "flatpack", "fory", "grok",
	"groovyJson", "groovyXml", "gzipDeflater", "hl7", "ical", "iso8583", "jacksonXml", "jaxb", "json", "jsonApi", "lzf", "mimeMultipart", "ocsf",
	"parquetAvro", "pgp", "pqc", "protobuf", "rss", "smooks", "soap", "swiftMt", "swiftMx", "syslog", "tarFile", "thrift", "univocityCsv",
	"univocityFixed", "univocityTsv", "xmlSecurity", "yaml", "zipDeflater", "zipFile",
}

// instead says what may be written in place of something that is not here, by what [Diagnostic.Need] names.
var instead = map[string]string{
	"language:java":         "write it in js, groovy, simple or jq",
	"language:joor":         "write it in simple, jq or jsonpath",
	"language:mvel":         "write it in simple",
	"language:ognl":         "write it in simple",
	"language:spel":         "write it in simple",
	"language:python":       "write it in simple, jq or jsonpath",
	"language:datasonnet":   "write it in jq or jsonpath",
	"language:hl7terser":    "unmarshal: {hl7: {}} and simple, where this build has it",
	"language:xquery":       "write it in xpath, or transform with jq",
	"language:wasm":         "call a service of its own with to: http",
	"language:jactl":        "write it in simple, jq or jsonpath",
	"dataformat:jaxb":       "use jacksonXml, which needs no Java classes",
	"dataformat:groovyJson": "use json",
	"dataformat:groovyXml":  "use jacksonXml",
	"dataformat:fory":       "use json; fory's bytes are Java objects",

	"dataformat:avro":          "its schema is a Java class in Camel; use json or cbor",
	"dataformat:protobuf":      "its message is a Java class in Camel; use json or cbor",
	"dataformat:thrift":        "its message is a Java class in Camel; use json or cbor",
	"dataformat:parquetAvro":   "its schema is a Java class in Camel; use json or csv",
	"dataformat:pgp":           "use crypto where both ends share a key, or call gpg through a bean (type: dromedary.Process)",
	"dataformat:pqc":           "use crypto where both ends share a key",
	"dataformat:lzf":           "use gzipDeflater or zipDeflater",
	"dataformat:mimeMultipart": "messages have no attachments here; send the parts one by one, or packed by zipFile",
	"dataformat:grok":          "take the text apart by tokenize, or by regexReplaceAll and the like in simple",
	"dataformat:syslog":        "take the text apart by a bean that is a program (type: dromedary.Process)",
	"dataformat:hl7":           "take the text apart by a bean that is a program (type: dromedary.Process)",
	"dataformat:ical":          "take the text apart by a bean that is a program (type: dromedary.Process)",
	"dataformat:rss":           "read the feed's XML with xpath or jacksonXml",
	"dataformat:barcode":       "have a bean that is a program draw it (type: dromedary.Process)",
	"dataformat:swiftMt":       "take the text apart by a bean that is a program (type: dromedary.Process)",
	"dataformat:swiftMx":       "it is XML: use jacksonXml or xpath",
	"dataformat:fhirJson":      "use json",
	"dataformat:fhirXml":       "use jacksonXml",
	"step:process":             "write what the processor does as steps, or send to a service of its own with to: http",
	"step:bean":                "write what the bean does as steps, or send to a service of its own with to: http",
	"dataformat:bindy":         "use csv with useMaps, or univocityFixed for fixed widths: bindy's rows are described by annotations of Java classes",
	"dataformat:beanio":        "use csv with useMaps, or univocityFixed for fixed widths",
	"dataformat:flatpack":      "use csv with useMaps, or univocityFixed for fixed widths",
	"dataformat:jsonApi":       "use json, which makes maps of it",
}

// need reports something that Camel has and this build does not. kind is component, language, dataformat, bean or step.
func (d *decoder) need(n *yaml.Node, kind, name, msg string) {
	d.add(needed(d.pos(n), kind, name, msg))
}

func (c *compiler) need(pos Pos, kind, name, msg string) { c.add(needed(pos, kind, name, msg)) }

func needed(pos Pos, kind, name, msg string) Diagnostic {
	need := kind + ":" + name
	return Diagnostic{Pos: pos, Msg: msg, Hint: instead[need], Need: need}
}

// notHere reports a name of Camel's that this build does not have.
func (d *decoder) notHere(key *yaml.Node, kind, name string) {
	d.need(key, kind, name, fmt.Sprintf("%s %s is not in this build", strings.Replace(kind, "dataf", "data f", 1), name))
}

func isLanguage(name string) bool { return slices.Contains(camelLanguages, name) }
