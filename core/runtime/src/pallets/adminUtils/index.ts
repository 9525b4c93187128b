// AdminUtils (19): who sets which parameter. One table, setters.ts. See README.md.

import { definePallet } from "@plexus/core/frame";
import { errors } from "./errors.js";
import { setters } from "./setters.js";

const numbers = {
  calls: {
    sudo_set_serving_rate_limit: 3,
    sudo_set_weights_version_key: 6,
    sudo_set_weights_set_rate_limit: 7,
    sudo_set_adjustment_interval: 8,
    sudo_set_adjustment_alpha: 9,
    sudo_set_immunity_period: 13,
    sudo_set_min_allowed_weights: 14,
    sudo_set_max_allowed_uids: 15,
    sudo_set_kappa: 16,
    sudo_set_rho: 17,
    sudo_set_activity_cutoff: 18,
    sudo_set_network_registration_allowed: 19,
    sudo_set_target_registrations_per_interval: 21,
    sudo_set_min_burn: 22,
    sudo_set_max_burn: 23,
    sudo_set_max_allowed_validators: 25,
    sudo_set_bonds_moving_average: 26,
    sudo_set_max_registrations_per_block: 27,
    sudo_set_subnet_owner_cut: 28,
    sudo_set_network_rate_limit: 29,
    sudo_set_tempo: 30,
    sudo_set_network_immunity_period: 35,
    sudo_set_network_min_lock_cost: 36,
    sudo_set_subnet_limit: 37,
    sudo_set_lock_reduction_interval: 38,
    sudo_set_tx_delegate_take_rate_limit: 45,
    sudo_set_min_delegate_take: 46,
    sudo_set_admin_freeze_window: 74,
    sudo_set_owner_hparam_rate_limit: 75,
    sudo_set_min_allowed_uids: 79,
    sudo_set_min_non_immune_uids: 84,
    sudo_set_start_call_delay: 85,
    sudo_set_owner_cut_enabled: 92,
  },
};

export const adminUtils = definePallet({
  name: "AdminUtils",
  index: 19,
  docs: "Setters of parameters.",
  slices: [{ calls: setters, errors }],
  numbers,
});
