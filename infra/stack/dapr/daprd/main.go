// Dapr's sidecar with its stable components, as Dapr releases it, and with one more of Dapr's components:
// the name resolver that keeps addresses in a file. The resolver of the stable set is multicast DNS, which
// many machines do not pass on, and by which two stacks on one machine would take each other's sidecars.
package main

import (
	"github.com/dapr/components-contrib/nameresolution/sqlite"
	"github.com/dapr/dapr/cmd/daprd/app"
	"github.com/dapr/dapr/pkg/components/nameresolution"
)

func main() {
	nameresolution.DefaultRegistry.RegisterComponent(sqlite.NewResolver, "sqlite")
	app.Run()
}
