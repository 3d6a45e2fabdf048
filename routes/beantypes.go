package routes

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/dataformat"
)

// beanType is a Java class that has a counterpart here.
type beanType struct {
	// properties are those that its beans have, with blanks between.
	properties string
	// make gets what the properties are and what the constructor gets, and answers what is wrong with them.
	make func(c *compiler, properties *components.Map, args []string) (any, error)
}

// beanTypes are the classes, by their names.
var beanTypes = map[string]beanType{
	"org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository": {"cacheSize", ofTexts(newMemoryRepository)},
	"org.apache.camel.support.processor.idempotent.FileIdempotentRepository":   {"fileStore cacheSize maxFileStoreSize dropOldestFileStore", ofTexts(newFileRepository)},
	"org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy":      {"", ofTexts(newStrategy(groupedBody{}))},
	"org.apache.camel.processor.aggregate.GroupedExchangeAggregationStrategy":  {"", ofTexts(newStrategy(groupedExchange{}))},
	"org.apache.camel.processor.aggregate.GroupedMessageAggregationStrategy":   {"", ofTexts(newStrategy(groupedMessage{}))},
	"org.apache.camel.processor.aggregate.MemoryAggregationRepository":         {"optimisticLocking", ofTexts(newMemoryAggregationRepository)},
	"org.apache.camel.processor.aggregate.StringAggregationStrategy":           {"delimiter", ofTexts(newJoinText)},
	"org.apache.camel.processor.aggregate.UseLatestAggregationStrategy":        {"", ofTexts(newStrategy(useLatest{}))},
	"org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy":      {"propagateException", ofTexts(newStrategy(&useOriginal{}))},
	"org.apache.camel.processor.aggregate.zipfile.ZipAggregationStrategy":      {archiveProperties, newArchiveStrategy(false)},
	"org.apache.camel.processor.aggregate.tarfile.TarAggregationStrategy":      {archiveProperties, newArchiveStrategy(true)},
	"org.apache.camel.dataformat.zipfile.ZipSplitter":                          {"", newArchiveSplitter(&dataformat.ZipFile{Archive: dataformat.Archive{UsingIterator: true}})},
	"org.apache.camel.dataformat.tarfile.TarSplitter":                          {"", newArchiveSplitter(&dataformat.TarFile{Archive: dataformat.Archive{UsingIterator: true}})},
	"org.apache.camel.component.dataset.SimpleDataSet":                         {"size defaultBody defaultHeaders reportCount", newSimpleDataSet},
	"org.apache.camel.component.dataset.ListDataSet":                           {"size defaultBodies defaultHeaders reportCount", newListDataSet},
	"org.apache.camel.component.dataset.FileDataSet":                           {"size defaultHeaders reportCount", newFileDataSet},
	"org.apache.camel.processor.errorhandler.RedeliveryPolicy":                 {policyProperties, newRedeliveryPolicy},
	"org.apache.camel.builder.DeadLetterChannelBuilder":                        {handlerProperties, newDeadLetterChannelBean},
	"org.apache.camel.builder.DefaultErrorHandlerBuilder":                      {handlerProperties, newDefaultErrorHandlerBean},
	"org.apache.camel.builder.NoErrorHandlerBuilder":                           {"", newNoErrorHandlerBean},
	"org.apache.camel.model.errorhandler.DeadLetterChannelDefinition":          {handlerProperties, newDeadLetterChannelBean},
	"org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition":        {handlerProperties, newDefaultErrorHandlerBean},
	"org.apache.camel.model.errorhandler.NoErrorHandlerDefinition":             {"", newNoErrorHandlerBean},
	"javax.crypto.spec.SecretKeySpec":                                          {"", ofArguments(dataformat.NewSecretKey)},
	"javax.crypto.spec.IvParameterSpec":                                        {"", ofArguments(dataformat.NewIvParameterSpec)},
	"javax.crypto.spec.GCMParameterSpec":                                       {"", ofArguments(dataformat.NewGCMParameterSpec)},
	"org.apache.camel.saga.InMemorySagaService":                                {"maxRetryAttempts retryDelayInMilliseconds", ofTexts(newSagaService)},
	"dromedary.Process":                              {"command dir timeout", ofTexts(newProcessBean)},
	"com.fasterxml.jackson.databind.ObjectMapper":    {"", newMapperBean},
	"com.fasterxml.jackson.dataformat.xml.XmlMapper": {"", newMapperBean},
}

// newMapperBean makes what stands for an object of Jackson's: maps and lists need none, options may name it all the same.
func newMapperBean(*compiler, *components.Map, []string) (any, error) { return &components.Map{}, nil }

// ofTexts makes beans whose properties are all texts.
func ofTexts(make func(*compiler, map[string]string) (any, error)) func(*compiler, *components.Map, []string) (any, error) {
	return func(c *compiler, properties *components.Map, _ []string) (any, error) {
		return make(c, texts(properties))
	}
}

// ofArguments makes beans that get all by their constructor.
func ofArguments(make func(args []string) (any, error)) func(*compiler, *components.Map, []string) (any, error) {
	return func(_ *compiler, _ *components.Map, args []string) (any, error) { return make(args) }
}

func texts(properties *components.Map) map[string]string {
	m := map[string]string{}
	for name, v := range properties.All() {
		m[name] = components.Text(v)
	}
	return m
}

// newBean makes an object of a class: one of the table above, a value of the JDK's, or one that this build brings along.
// Behind the class may stand # and a static method that makes it. It answers nil where there is none, which is then
// reported.
func (c *compiler) newBean(pos Pos, class string, written []beanProperty, args ...string) any {
	bean, err := c.makeBean(class, written, args)
	var none *noBeanType
	var property components.OptionError
	switch {
	case errors.Is(err, errReported):
		return nil
	case errors.As(err, &none):
		d := needed(pos, "bean", class, err.Error())
		d.Hint = beanHint(class)
		c.add(d)
		return nil
	case errors.As(err, &property) && property.Missing:
		d := needed(pos, "bean", class, fmt.Sprintf("bean of %s: %v", class, err))
		d.Hint = property.Hint
		c.add(d)
		return nil
	case err != nil:
		c.atStart(pos, fmt.Sprintf("bean of %s: %v", class, err), property.Hint)
		return nil
	}
	return bean
}

type noBeanType struct{ class string }

func (e *noBeanType) Error() string {
	return fmt.Sprintf("Java class %q has no counterpart here", e.class)
}

func (c *compiler) makeBean(class string, written []beanProperty, args []string) (any, error) {
	if t := c.beanType(class); t != nil {
		return c.ofBuild(t, written, args)
	}
	if make := threadPoolTypes[class]; make != nil {
		return make(args)
	}
	t, ok := beanTypes[class]
	static := ""
	if !ok {
		name, method, _ := strings.Cut(class, "#")
		if valueTypes[name] == nil {
			return nil, &noBeanType{class}
		}
		class, static = name, method
	}
	properties, fine := c.beanProperties(written)
	if !fine {
		return nil, errReported
	}
	if !ok {
		return valueBean(class, static, properties, args)
	}
	known := strings.Fields(t.properties)
	for name := range properties.All() {
		if first := name[:strings.IndexAny(name+".", ".[")]; !slices.Contains(known, first) {
			return nil, fmt.Errorf("it has no property %q here; known are: %s", first, strings.Join(known, ", "))
		}
	}
	return t.make(c, properties, args)
}

// valueBean is a value of the JDK's, made by its constructor or by the static method valueOf.
func valueBean(class, static string, properties *components.Map, args []string) (any, error) {
	if static != "" && static != "valueOf" {
		return nil, fmt.Errorf("it has no static method %s here; leave it out, or write valueOf", static)
	}
	bean, err := valueTypes[class](args)
	if err != nil || properties.Len() == 0 {
		return bean, err
	}
	switch bean.(type) {
	case *components.Map:
		return flatMap(properties)
	case []any:
		return listOf(properties)
	}
	return nil, errors.New("it has no properties; write constructors:")
}

// ofBuild makes a bean of a class that the build brings along: it looks other beans up itself.
func (c *compiler) ofBuild(t *components.BeanType, written []beanProperty, args []string) (any, error) {
	properties := map[string]string{}
	for _, p := range written {
		properties[p.name] = p.value
	}
	if err := nameArguments(t, properties, args); err != nil {
		return nil, err
	}
	bean, err := t.New(c.env.Context, properties)
	for _, p := range written {
		if strings.HasPrefix(p.value, "#") && err != nil {
			if other, ok := c.lookUp(shortBeanName(p.value)); ok && other == nil {
				return nil, errReported // the other is what is wrong
			}
		}
	}
	return bean, err
}
