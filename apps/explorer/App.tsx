// The frame of the page: header, search, the route's page.

import type { ComponentChildren } from "preact";
import { featuresOf } from "./live/features.js";
import type { Network } from "./live/network.js";
import { useStore } from "./live/store.js";
import { AccountPage } from "./pages/AccountPage.js";
import { BlockPage } from "./pages/BlockPage.js";
import { ExtrinsicPage } from "./pages/ExtrinsicPage.js";
import { GovernancePage } from "./pages/GovernancePage.js";
import { HomePage } from "./pages/HomePage.js";
import { ProducersPage } from "./pages/ProducersPage.js";
import { ReceiptPage } from "./pages/ReceiptPage.js";
import { SubnetPage } from "./pages/SubnetPage.js";
import { SubnetsPage } from "./pages/SubnetsPage.js";
import { SearchBox } from "./parts/SearchBox.js";
import { ConnectionBanner, Empty } from "./parts/States.js";
import { Link, usePath } from "./route.js";

const ROUTES: readonly (readonly [RegExp, (network: Network, id: string) => ComponentChildren])[] = [
  [/^\/$/, (network) => <HomePage network={network} />],
  [/^\/blocks\/(\w+)$/, (network, id) => <BlockPage key={id} network={network} id={id} />],
  [/^\/extrinsics\/(0x[0-9a-fA-F]{64})$/, (network, id) => <ExtrinsicPage key={id} network={network} hash={id} />],
  [/^\/subnets$/, (network) => <SubnetsPage network={network} />],
  [/^\/subnets\/(\d+)$/, (network, id) => <SubnetPage key={id} network={network} netuid={Number(id)} />],
  [/^\/producers$/, (network) => <ProducersPage network={network} />],
  [/^\/governance$/, (network) => <GovernancePage network={network} />],
  [/^\/accounts\/(\w+)$/, (network, id) => <AccountPage key={id} network={network} address={id} />],
  [/^\/receipts\/([\w-]+)$/, (network, id) => <ReceiptPage key={id} network={network} id={id} />],
];

function pageFor(network: Network, path: string): ComponentChildren {
  for (const [pattern, page] of ROUTES) {
    const match = pattern.exec(path);
    if (match) return page(network, match[1] ?? "");
  }
  return <Empty>There is no page at {path}.</Empty>;
}

/** Links to what this chain has; its rules, and with them its pallets, may change with a block. */
function Navigation({ network }: { network: Network }) {
  useStore(network.heads);
  const features = featuresOf(network.client());
  return (
    <nav aria-label="Main">
      <Link to="/">Network</Link>
      <Link to="/subnets">Subnets</Link>
      {features.producers && <Link to="/producers">Producers</Link>}
      {features.governance && <Link to="/governance">Governance</Link>}
    </nav>
  );
}

export function App({ network }: { network: Network }) {
  const path = usePath();
  const connection = useStore(network.connection);
  return (
    <>
      <header>
        <Link to="/" label="Plexus, home">
          <strong>Plexus</strong>
        </Link>
        <Navigation network={network} />
        <SearchBox config={network.config} />
      </header>
      <ConnectionBanner connection={connection} url={network.config.rpc} />
      <main>{pageFor(network, path)}</main>
    </>
  );
}
