import pytest

from sdk import refused


def stages(client, model):
    versions = client.search_model_versions(f"name = '{model}'", order_by=["version_number"])
    return [version.current_stage for version in versions]


@pytest.mark.parametrize("stage", ["Staging", "Production", "Archived", "None"])
def test_a_version_goes_to_every_stage(client, model, add, stage):
    add()

    moved = client.transition_model_version_stage(model, "1", stage.lower())

    assert moved.current_stage == stage
    assert client.get_model_version(model, "1").current_stage == stage


@pytest.mark.parametrize("stage", ["Staging", "Production"])
def test_a_transition_archives_those_before_only_when_asked(client, model, add, stage):
    add(), add(), add(), add()
    client.transition_model_version_stage(model, "1", stage)
    client.transition_model_version_stage(model, "2", stage)
    client.transition_model_version_stage(model, "3", "Production" if stage == "Staging" else "Staging")
    untouched = client.get_model_version(model, "3").current_stage
    assert stages(client, model) == [stage, stage, untouched, "None"]

    client.transition_model_version_stage(model, "4", stage, archive_existing_versions=True)

    assert stages(client, model) == ["Archived", "Archived", untouched, stage]


def test_an_unknown_stage_is_refused(client, model, add):
    add()
    with refused("INVALID_PARAMETER_VALUE", "Invalid Model Version stage"):
        client.transition_model_version_stage(model, "1", "Shelved")


@pytest.mark.hallmark
def test_archiving_what_is_in_an_inactive_stage_is_the_callers_mistake(client, model, add):
    add()
    with refused("INVALID_PARAMETER_VALUE", "is not an Active stage"):
        client.transition_model_version_stage(model, "1", "Archived", archive_existing_versions=True)


def test_latest_versions_are_the_highest_of_each_stage(client, model, add):
    for stage in ("Production", "Production", "Staging", "None", "None"):
        client.transition_model_version_stage(model, add().version, stage)

    def latest(asked=None):
        return {one.current_stage: int(one.version) for one in client.get_latest_versions(model, asked)}

    assert latest() == {"Production": 2, "Staging": 3, "None": 5}
    assert latest(["production"]) == {"Production": 2}
    assert latest(["Archived"]) == {}
    of_model = client.get_registered_model(model).latest_versions
    assert {one.current_stage: int(one.version) for one in of_model} == latest()
