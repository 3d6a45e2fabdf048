package routes

import (
	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// restConfiguration says what holds for all rests, wherever it stands; the last one counts.
type restConfiguration struct {
	place
	Component                text       `yaml:"component"`
	ProducerComponent        text       `yaml:"producerComponent"`
	Scheme                   text       `yaml:"scheme"`
	Host                     text       `yaml:"host"`
	Port                     text       `yaml:"port"`
	ContextPath              text       `yaml:"contextPath"`
	HostNameResolver         text       `yaml:"hostNameResolver" enum:"allLocalIp,localHostName,localIp,none"`
	UseXForwardHeaders       bool       `yaml:"useXForwardHeaders"`
	BindingMode              text       `yaml:"bindingMode" enum:"off,auto,json,xml,json_xml"`
	BindingPackageScan       string     `yaml:"bindingPackageScan"`
	SkipBindingOnErrorCode   *bool      `yaml:"skipBindingOnErrorCode"`
	ClientRequestValidation  *bool      `yaml:"clientRequestValidation"`
	ClientResponseValidation *bool      `yaml:"clientResponseValidation"`
	EnableCORS               *bool      `yaml:"enableCORS"`
	EnableNoContentResponse  *bool      `yaml:"enableNoContentResponse"`
	InlineRoutes             *bool      `yaml:"inlineRoutes"`
	JSONDataFormat           text       `yaml:"jsonDataFormat"`
	XMLDataFormat            text       `yaml:"xmlDataFormat"`
	APIComponent             text       `yaml:"apiComponent"`
	APIContextPath           text       `yaml:"apiContextPath"`
	APIContextRouteID        text       `yaml:"apiContextRouteId"`
	APIHost                  text       `yaml:"apiHost"`
	APIVendorExtension       bool       `yaml:"apiVendorExtension"`
	ProducerAPIDoc           text       `yaml:"producerApiDoc"`
	CORSHeaders              []keyValue `yaml:"corsHeaders"`
	APIProperty              []keyValue `yaml:"apiProperty"`
	ComponentProperty        []keyValue `yaml:"componentProperty"`
	ConsumerProperty         []keyValue `yaml:"consumerProperty"`
	DataFormatProperty       []keyValue `yaml:"dataFormatProperty"`
	EndpointProperty         []keyValue `yaml:"endpointProperty"`
	ValidationLevels         []keyValue `yaml:"validationLevels"`
}

func (r *reader) restConfiguration(key, value *yaml.Node) {
	def := &restConfiguration{}
	r.valueOf(def, value, "restConfiguration")
	def.place = r.place(key)
	r.loader.rest = def
}

// lend gives components what the files say about REST, and a way to stand on other components.
func (l *loader) lend() {
	said := map[string]text{
		"component": l.rest.Component, "producerComponent": l.rest.ProducerComponent, "scheme": l.rest.Scheme, "host": l.rest.Host,
		"port": l.rest.Port, "contextPath": l.rest.ContextPath,
	}
	ctx, c := l.c.env.Context, l.c
	ctx.Rest = func(key string) string { return said[key].Value }
	ctx.Endpoint = func(address string) (components.Endpoint, error) {
		uri, err := components.ParseURI(address)
		if err != nil {
			return nil, err
		}
		return c.resolve(uri)
	}
}

// options are those that a verb or a rest may say too.
func (r *restConfiguration) options() restOptions {
	return restOptions{
		BindingMode: r.BindingMode, SkipBindingOnErrorCode: r.SkipBindingOnErrorCode, ClientRequestValidation: r.ClientRequestValidation,
		ClientResponseValidation: r.ClientResponseValidation, EnableCORS: r.EnableCORS, EnableNoContentResponse: r.EnableNoContentResponse,
	}
}

// property answers an entry of a list of properties.
func property(list []keyValue, key string) (string, bool) {
	for _, p := range list {
		if p.Key.Value == key {
			return p.Value.Value, true
		}
	}
	return "", false
}
