// Package all is the standard build: the components and beans that the binary has, one line each.
package all

import (
	"slices"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/activemq"
	"github.com/dromedary-go/dromedary/components/bean"
	"github.com/dromedary-go/dromedary/components/class"
	"github.com/dromedary-go/dromedary/components/database"
	"github.com/dromedary-go/dromedary/components/dataformat"
	"github.com/dromedary-go/dromedary/components/dataset"
	"github.com/dromedary-go/dromedary/components/datasettest"
	"github.com/dromedary-go/dromedary/components/direct"
	"github.com/dromedary-go/dromedary/components/file"
	"github.com/dromedary-go/dromedary/components/freemarker"
	"github.com/dromedary-go/dromedary/components/http"
	"github.com/dromedary-go/dromedary/components/jsonvalidator"
	"github.com/dromedary-go/dromedary/components/kamelet"
	"github.com/dromedary-go/dromedary/components/language"
	"github.com/dromedary-go/dromedary/components/log"
	"github.com/dromedary-go/dromedary/components/mock"
	"github.com/dromedary-go/dromedary/components/mustache"
	"github.com/dromedary-go/dromedary/components/nettyhttp"
	"github.com/dromedary-go/dromedary/components/platformhttp"
	"github.com/dromedary-go/dromedary/components/rest"
	"github.com/dromedary-go/dromedary/components/saga"
	"github.com/dromedary-go/dromedary/components/scheduler"
	"github.com/dromedary-go/dromedary/components/seda"
	"github.com/dromedary-go/dromedary/components/stompws"
	"github.com/dromedary-go/dromedary/components/stream"
	"github.com/dromedary-go/dromedary/components/stub"
	"github.com/dromedary-go/dromedary/components/timer"
	"github.com/dromedary-go/dromedary/components/twitter"
	"github.com/dromedary-go/dromedary/components/velocity"
)

//go:generate go run ./gen

// Components are the standard components, in the order of their names.
var Components = []components.Component{
	activemq.Component,
	bean.Component,
	class.Component,
	dataformat.Component,
	dataset.Component,
	datasettest.Component,
	direct.Component,
	file.Component,
	freemarker.Component,
	http.Component,
	jsonvalidator.Component,
	kamelet.Component,
	language.Component,
	log.Component,
	mock.Component,
	mustache.Component,
	nettyhttp.Component,
	platformhttp.Component,
	rest.Component,
	saga.Component,
	scheduler.Component,
	seda.Component,
	stompws.Component,
	stream.Component,
	stub.Component,
	timer.Component,
	twitter.Component,
	velocity.Component,
}

// Beans are the classes of Java whose beans the standard components bring along.
var Beans = slices.Concat(activemq.Beans, database.Beans)
