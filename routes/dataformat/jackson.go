package dataformat

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Jackson are the options that json and jacksonXml have in common: those of the Java library of this name.
type Jackson struct {
	ID                  string `yaml:"id"`
	PrettyPrint         bool   `yaml:"prettyPrint"`
	UnmarshalType       string `yaml:"unmarshalType"`
	AllowUnmarshallType bool   `yaml:"allowUnmarshallType"`
	AllowJmsType        bool   `yaml:"allowJmsType"`
	JSONView            string `yaml:"jsonView"`
	Include             string `yaml:"include"`
	CollectionType      string `yaml:"collectionType"`
	UseList             bool   `yaml:"useList"`
	Timezone            string `yaml:"timezone"`
	ModuleClassNames    string `yaml:"moduleClassNames"`
	ModuleRefs          string `yaml:"moduleRefs"`
	EnableFeatures      string `yaml:"enableFeatures"`
	DisableFeatures     string `yaml:"disableFeatures"`
	ContentTypeHeader   *bool  `yaml:"contentTypeHeader"`
	MaxStringLength     int    `yaml:"maxStringLength"`
}

// features are Jackson's switches that change what is read or written here; others are known and without effect on maps and lists.
// The value tells which are on unless they are disabled.
var features = map[string]bool{
	"INDENT_OUTPUT": false, "ORDER_MAP_ENTRIES_BY_KEYS": false, "WRAP_ROOT_VALUE": false, "WRITE_NULL_MAP_VALUES": true,
	"WRITE_DATES_AS_TIMESTAMPS": true, "WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED": false, "WRITE_BIGDECIMAL_AS_PLAIN": false,
	"WRITE_DATES_WITH_CONTEXT_TIME_ZONE": true,
	"USE_BIG_DECIMAL_FOR_FLOATS":         false, "USE_BIG_INTEGER_FOR_INTS": false, "USE_LONG_FOR_INTS": false,
	"ACCEPT_SINGLE_VALUE_AS_ARRAY": false, "FAIL_ON_TRAILING_TOKENS": false, "UNWRAP_ROOT_VALUE": false,
	"ACCEPT_EMPTY_STRING_AS_NULL_OBJECT": false, "ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT": false, "ACCEPT_FLOAT_AS_INT": true,
	"UNWRAP_SINGLE_VALUE_ARRAYS": false,
}

// otherFeatures are about Java's objects.
const otherFeatures = ` AUTO_DETECT_XSI_TYPE EMPTY_ELEMENT_AS_NULL PROCESS_XSI_NIL ACCEPT_CASE_INSENSITIVE_ENUMS ACCEPT_CASE_INSENSITIVE_PROPERTIES ACCEPT_CASE_INSENSITIVE_VALUES
ADJUST_DATES_TO_CONTEXT_TIME_ZONE ALLOW_COERCION_OF_SCALARS ALLOW_EXPLICIT_PROPERTY_RENAMING ALLOW_FINAL_FIELDS_AS_MUTATORS
ALLOW_IS_GETTERS_FOR_NON_BOOLEAN ALLOW_VOID_VALUED_PROPERTIES APPLY_DEFAULT_VALUES AUTO_DETECT_CREATORS
AUTO_DETECT_FIELDS AUTO_DETECT_GETTERS AUTO_DETECT_IS_GETTERS AUTO_DETECT_SETTERS BLOCK_UNSAFE_POLYMORPHIC_BASE_TYPES
CAN_OVERRIDE_ACCESS_MODIFIERS CLOSE_CLOSEABLE DEFAULT_VIEW_INCLUSION EAGER_DESERIALIZER_FETCH EAGER_SERIALIZER_FETCH
FAIL_ON_EMPTY_BEANS FAIL_ON_IGNORED_PROPERTIES FAIL_ON_INVALID_SUBTYPE FAIL_ON_MISSING_CREATOR_PROPERTIES
FAIL_ON_MISSING_EXTERNAL_TYPE_ID_PROPERTY FAIL_ON_NULL_CREATOR_PROPERTIES FAIL_ON_NULL_FOR_PRIMITIVES FAIL_ON_NUMBERS_FOR_ENUMS
FAIL_ON_ORDER_MAP_BY_INCOMPARABLE_KEY FAIL_ON_READING_DUP_TREE_KEY FAIL_ON_SELF_REFERENCES FAIL_ON_UNEXPECTED_VIEW_PROPERTIES
FAIL_ON_UNKNOWN_PROPERTIES FAIL_ON_UNRESOLVED_OBJECT_IDS FAIL_ON_UNWRAPPED_TYPE_IDENTIFIERS FLUSH_AFTER_WRITE_VALUE
IGNORE_DUPLICATE_MODULE_REGISTRATIONS IGNORE_MERGE_FOR_UNMERGEABLE INFER_BUILDER_TYPE_BINDINGS INFER_CREATOR_FROM_CONSTRUCTOR_PROPERTIES
INFER_PROPERTY_MUTATORS OVERRIDE_PUBLIC_ACCESS_MODIFIERS PROPAGATE_TRANSIENT_MARKER READ_DATE_TIMESTAMPS_AS_NANOSECONDS
READ_ENUMS_USING_TO_STRING READ_UNKNOWN_ENUM_VALUES_AS_NULL READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE
REQUIRE_HANDLERS_FOR_JAVA8_OPTIONALS REQUIRE_HANDLERS_FOR_JAVA8_TIMES REQUIRE_SETTERS_FOR_GETTERS
REQUIRE_TYPE_ID_FOR_SUBTYPES SORT_CREATOR_PROPERTIES_BY_DECLARATION_ORDER SORT_CREATOR_PROPERTIES_FIRST SORT_PROPERTIES_ALPHABETICALLY
USE_ANNOTATIONS USE_BASE_TYPE_AS_DEFAULT_IMPL USE_EQUALITY_FOR_OBJECT_ID USE_GETTERS_AS_SETTERS USE_JAVA_ARRAY_FOR_JSON_ARRAY
USE_STATIC_TYPING USE_STD_BEAN_NAMING USE_WRAPPER_NAME_AS_PROPERTY_NAME WRAP_EXCEPTIONS WRITE_CHAR_ARRAYS_AS_JSON_ARRAYS
WRITE_DATES_WITH_ZONE_ID WRITE_DATE_KEYS_AS_TIMESTAMPS WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS WRITE_DURATIONS_AS_TIMESTAMPS
WRITE_EMPTY_JSON_ARRAYS WRITE_ENUMS_USING_INDEX WRITE_ENUMS_USING_TO_STRING WRITE_ENUM_KEYS_USING_INDEX WRITE_SELF_REFERENCES_AS_NULL `

// on tells whether a feature is switched on.
func (j *Jackson) on(feature string) bool {
	if j.EnableFeatures == "" && j.DisableFeatures == "" {
		return features[feature]
	}
	if !features[feature] {
		return j.EnableFeatures != "" && slices.Contains(listed(j.EnableFeatures), feature)
	}
	return j.DisableFeatures == "" || !slices.Contains(listed(j.DisableFeatures), feature)
}

// listed are the words of an option that takes several.
func listed(option string) []string {
	words := strings.Split(option, ",")
	for i := range words {
		words[i] = strings.TrimSpace(words[i])
	}
	return words
}

// includes are the words of the option include.
var includes = []string{"ALWAYS", "NON_NULL", "NON_ABSENT", "NON_EMPTY", "NON_DEFAULT", "CUSTOM", "USE_DEFAULTS"}

// Prepare reports what cannot be done with maps and lists, without Java's classes.
func (j *Jackson) Prepare(beans Beans) error {
	var problems []error
	report := func(option, msg, hint string) {
		problems = append(problems, &Problem{Option: option, Msg: msg, Hint: hint})
	}
	for option, names := range map[string]string{"enableFeatures": j.EnableFeatures, "disableFeatures": j.DisableFeatures} {
		if names == "" {
			continue
		}
		for _, name := range listed(names) {
			if _, known := features[name]; known || strings.Contains(strings.ReplaceAll(otherFeatures, "\n", " "), " "+name+" ") {
				continue
			}
			hint := "names are those of Jackson's SerializationFeature, DeserializationFeature and MapperFeature"
			if near := components.Nearest(name, allFeatures()); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			report(option, fmt.Sprintf("Jackson has no feature %q", name), hint)
		}
	}
	if j.Include != "" && !slices.Contains(includes, strings.ToUpper(j.Include)) {
		report("include", fmt.Sprintf("unknown include %q", j.Include), "write NON_NULL, NON_EMPTY or ALWAYS")
	}
	for option, class := range map[string]string{"unmarshalType": j.UnmarshalType, "jsonView": j.JSONView, "collectionType": j.CollectionType} {
		if class != "" && !(strings.HasPrefix(class, "java.") || class == jsonNode || class == "byte[]" || components.NamesClass(class)) {
			problems = append(problems, &Problem{
				Option: option, Need: "bean:" + class, Msg: fmt.Sprintf("Java class %q has no counterpart here", class),
				Hint: "leave " + option + " out: objects become maps, whose fields expressions read just as well",
			})
		}
	}
	for _, name := range listed(j.ModuleClassNames) {
		if name != "" && !strings.HasPrefix(name, "com.fasterxml.jackson.") {
			problems = append(problems, &Problem{
				Option: "moduleClassNames", Need: "bean:" + name, Msg: fmt.Sprintf("Jackson module %q has no counterpart here", name),
				Hint: "leave it out: maps and lists need no module",
			})
		}
	}
	for _, name := range listed(j.ModuleRefs) {
		_, err := beanOf[any](beans, name, "a module of Jackson's")
		problems = append(problems, err)
	}
	return errors.Join(problems...)
}

func allFeatures() []string {
	names := strings.Fields(otherFeatures)
	for name := range features {
		names = append(names, name)
	}
	return names
}

// plainRules are Jackson's defaults.
var plainRules components.JSONRules

// rules are how numbers and text are read.
func (j *Jackson) rules() *components.JSONRules {
	if j.EnableFeatures == "" && j.MaxStringLength == 0 {
		return &plainRules
	}
	rules := &components.JSONRules{MaxText: j.MaxStringLength, Alone: j.on("FAIL_ON_TRAILING_TOKENS")}
	if j.on("USE_BIG_DECIMAL_FOR_FLOATS") {
		rules.Fraction = func(number string) any {
			if d, ok := components.ParseDecimal(number); ok {
				return d
			}
			return 0.0 // an exponent beyond all that makes sense
		}
	}
	switch {
	case j.on("USE_BIG_INTEGER_FOR_INTS"):
		rules.Whole = bigInteger
	case j.on("USE_LONG_FOR_INTS"):
		rules.Whole = func(digits string) any {
			n := bigInteger(digits)
			if n.(*big.Int).IsInt64() {
				return n.(*big.Int).Int64()
			}
			return n
		}
	}
	return rules
}

func bigInteger(digits string) any {
	n, _ := new(big.Int).SetString(digits, 10)
	return n
}

// plain tells that no option changes what is written.
func (j *Jackson) plain() bool {
	return j.EnableFeatures == "" && j.DisableFeatures == "" && j.Include == "" && j.Timezone == ""
}

// shaped is a body as the options want it written.
func (j *Jackson) shaped(body any) any {
	if j.plain() {
		return body
	}
	s := &shaper{
		nulls: j.on("WRITE_NULL_MAP_VALUES"), sorted: j.on("ORDER_MAP_ENTRIES_BY_KEYS"), plain: j.on("WRITE_BIGDECIMAL_AS_PLAIN"),
		single: j.on("WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED"),
	}
	switch strings.ToUpper(j.Include) {
	case "NON_NULL", "NON_ABSENT", "NON_DEFAULT":
		s.nulls = false
	case "NON_EMPTY":
		s.nulls, s.empties = false, true
	}
	if !j.on("WRITE_DATES_AS_TIMESTAMPS") {
		s.zone = time.UTC
		if zone, err := time.LoadLocation(j.Timezone); err == nil {
			s.zone = zone
		}
	}
	v := s.value(body)
	if j.on("WRAP_ROOT_VALUE") && body != nil {
		class := components.JavaType(body)
		v = components.NewMap(class[strings.LastIndexByte(class, '.')+1:], v)
	}
	return v
}

// typeName is the class that a message asks for, where the options allow it, else that of the options.
func (j *Jackson) typeName(ex *components.Exchange) string {
	name := ""
	if j.AllowUnmarshallType {
		name = ex.Headers.Text("CamelJacksonUnmarshalType")
	}
	if j.AllowJmsType && name == "" {
		name = ex.Headers.Text("JMSType")
	}
	return cmp.Or(name, j.UnmarshalType)
}

// setContentType says in a header what was written.
func (j *Jackson) setContentType(ex *components.Exchange, contentType string) {
	if j.ContentTypeHeader == nil || *j.ContentTypeHeader {
		ex.Headers.Set("Content-Type", contentType)
	}
}
